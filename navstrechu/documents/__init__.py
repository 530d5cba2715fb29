"""Documents: the engine (one node tree becomes DOCX, PDF, HTML, XLSX), the door to it, the kinds known.

Domain apps build a tree and register how; nothing here knows what a document is about.
May import files, jobs and what lies below them.
"""
