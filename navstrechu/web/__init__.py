"""The web: every page, form, template and static file. Parses a request, calls one service, answers."""
