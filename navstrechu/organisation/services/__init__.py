"""Writes of the organisation, one module an aggregate."""
