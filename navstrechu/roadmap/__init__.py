"""Roadmap («дорожная карта»): the plan of measures, its evidence, its dates and its editions.

Nouns: Roadmap, Section, Measure, RequiredResult, ResultDocument, DueDateDecision, RoadmapEdition,
ImportDraft.
Nobody ticks a measure as done: its state follows from registered documents. Imports acts and below.
"""
