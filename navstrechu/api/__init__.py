"""The programming interface: JSON over the same services, queries and permissions as the pages.

Version in the path; programs sign in by keys (`tokens`). No rule of the domain stands here.
"""
