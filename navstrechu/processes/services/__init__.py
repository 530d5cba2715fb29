"""Writes of processes, one module an aggregate."""
