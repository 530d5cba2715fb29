"""Conversations with other servers: bounded in time and size, and trusting nothing that was not checked."""
