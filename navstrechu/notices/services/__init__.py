"""Writes of notices: telling people, their choice of mail, the outbox."""
