"""The demonstration («демонстрация»): the department of the two documents, filled by the product's own
services.

Knows every app below; nothing but web, cli and tests knows it. Switched on by NAVSTRECHU_DEMONSTRATION.
"""
