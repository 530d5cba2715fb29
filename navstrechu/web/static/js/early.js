// Runs before the first paint: marks that scripts work, so that what needs them does not appear late.
document.documentElement.classList.add("js");
