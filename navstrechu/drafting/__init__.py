"""From a draft to a registered document: kinds, templates, live text, agreement, numbers, consolidated texts.

Knows no roadmap and no register: apps above enter their kinds of documents in `kinds.py`.
"""
