"""Documents: the engine (one node tree becomes DOCX, PDF, HTML and XLSX), the door to it, the registry of kinds.

Domain apps build a tree and register how; nothing here knows what a document is about.
May import files, jobs and what lies below them.
"""
