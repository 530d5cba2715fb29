"""One node tree becomes DOCX, PDF, HTML and XLSX: the four can then not disagree about a document.

The engine knows no domain, no database and no clock. Import nodes from `tree`, layout from `profile`.
"""
