"""Official documents as the chancellery knows them: numbered clauses, annexes, requisites, printed form.

Knows neither agencies nor registers; `drafting` fills the values, the engine prints them.
"""
