"""Reads of the roadmap, shaped for pages and reports."""
