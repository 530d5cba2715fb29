"""Official documents («документы»): registered with kind, number, date and file; never changed afterwards.

Noun: Act (an order, a report, minutes, another document). What an act fulfils – a measure, an edition – is
a link of the higher app. Imports discussion, organisation and below.
"""
