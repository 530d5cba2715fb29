"""Version 1: one module per resource; `shapes` says how values look, `places` finds what an address names."""
