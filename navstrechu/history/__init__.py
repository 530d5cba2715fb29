"""History («журнал»): append-only events with a hash chain per agency.

Nouns: Event, Chain (head of one agency's chain), Wording (how a verb reads). Written by services through
`record()` in their own transaction, never by signals. Imports core only: subjects and people are strings.
"""
