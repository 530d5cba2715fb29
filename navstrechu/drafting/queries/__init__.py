"""Reads of drafting, one module an aggregate."""
