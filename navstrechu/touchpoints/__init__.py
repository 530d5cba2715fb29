"""Touchpoints («точки взаимодействия»): the register of order 201, its checks, proposals of changes, import.

Nouns: Touchpoint, ProcessTouchpoint, Interaction, Basis, SharedPeculiarity, ChangeProposal, UpdateTask.
Imports processes, registers and below.
"""
