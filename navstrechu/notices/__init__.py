"""Notices («уведомления»): who is told what, in the product and by mail; the outbox sends each letter once.

Nouns: Notification, MailChoice, Mail. What there is to tell is entered by the apps above (kinds, digest
sections, addresses of pages). Imports organisation and below.
"""
