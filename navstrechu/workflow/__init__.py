"""Workflow («движение по состояниям»): tables of transitions and the one function that moves a thing.

Nouns: Transition, Flow. Each app writes its own table; imports history and core.
"""
