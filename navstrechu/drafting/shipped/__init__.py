"""Kinds of documents that need nothing but documents: orders that amend or repeal others."""
