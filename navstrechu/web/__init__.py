"""The web: pages, forms, templates and static files. Parses a request, calls one service, answers."""
