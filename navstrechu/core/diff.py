"""What changed between two states of one thing, by equality alone (False → None is a change)."""

from collections.abc import Mapping
from typing import Any


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Fields of ``new`` that differ from ``old`` as ``{field: [was, becomes]}``."""
    return {
        name: [old.get(name), value] for name, value in new.items() if name not in old or old[name] != value
    }
