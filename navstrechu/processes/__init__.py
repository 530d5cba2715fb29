"""Processes of an agency («процессы»): groups, the register of processes, the dictionary of channels.

Nouns: ProcessGroup, Process, ChannelKind. Source: roadmap 1.3 and 1.4, order 201 clauses 2.1–2.3.
Imports registers and below.
"""
