"""Writes of drafting, one module an aggregate."""
