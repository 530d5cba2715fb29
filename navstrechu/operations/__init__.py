"""The installation as a whole: portable backup and restore, proof of integrity, diagnosis at start.

Knows tables by their migrations only, never by name, so a new app is in the backup without a line here.
"""
