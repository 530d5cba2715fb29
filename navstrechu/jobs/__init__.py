"""Work outside of requests: a queue in the database with progress, retries, a schedule and recovery; and
reading files of strangers in a capped process.

Noun: Job. Knows no agency; imports accounts, history and core.
"""
