"""Reads of the register of touchpoints."""
