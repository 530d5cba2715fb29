"""Russian words: dates, plurals, lists. Pure functions over strings and numbers."""
