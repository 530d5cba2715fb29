"""The web: all pages, their forms, templates and static files. Parses a request, calls one service, answers."""
