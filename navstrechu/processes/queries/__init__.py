"""Reads of processes, one module a page or question."""
