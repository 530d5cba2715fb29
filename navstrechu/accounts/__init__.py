"""Accounts («учётные записи»): people who sign in, roles, sessions, lockout after failed attempts.

Nouns: User, SignInFailure, Session (one signed-in device), Role and Permission (data in roles.py).
Which role a person has in which agency is membership and belongs to organisation. Imports history and core.
"""
