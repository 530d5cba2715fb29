"""Foundations without models: decisions, findings, errors, differences, the working calendar, Russian text.

Imports nothing else of the product.
"""
