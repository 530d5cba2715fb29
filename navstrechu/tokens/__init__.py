"""Personal access keys of programs: which account a program acts for, what it may do, until when.

Only the hash of a key is kept. Answers to repeated requests are kept too, so that a program that lost an
answer may ask again without doing the work twice. May import accounts, history and core.
"""
