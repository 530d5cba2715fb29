"""Discussion («обсуждение»): comments on any thing, kept for ever, withdrawn only by a mark.

Noun: Comment. The thing is named by strings, so no app depends on another. Imports organisation and below.
"""
