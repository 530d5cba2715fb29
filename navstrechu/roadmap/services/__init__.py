"""Writes of the roadmap, one module an aggregate."""
