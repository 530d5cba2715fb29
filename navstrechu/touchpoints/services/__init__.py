"""Writes of the register of touchpoints, one module an aggregate."""
