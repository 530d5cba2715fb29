"""Registers and their editions («редакции реестров»): numbered frozen copies, approved by an order.

Nouns: RegisterEdition, EditionRow, EditionFile. Knows neither processes nor touchpoints: each register tells
its rows and its printed form through `kinds.py`. Imports acts and below.
"""
