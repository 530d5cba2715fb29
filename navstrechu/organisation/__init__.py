"""Organisation («организация»): region → agency → unit → post → appointment, memberships, the agency's
calendar.

Nouns: Region, Agency, Unit, Post, Person, Appointment, Membership, CalendarDay. Several agencies live in one
installation and each sees its own. Responsibility belongs to a post; the person is whoever holds it on the
date.
"""
