"""Tables of files that strangers send: DOCX, XLSX and CSV, opened with limits, cells with all in them.

Knows neither roadmaps nor registers; who reads says how much is allowed (``Limits``) and what a row means.
"""
