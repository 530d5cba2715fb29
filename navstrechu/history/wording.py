"""How verbs and fields read in Russian; every app registers its own in `ready()`."""

from collections.abc import Mapping

_verbs: dict[str, object] = {}
_fields: dict[str, object] = {}


def register(verbs: Mapping[str, object], fields: Mapping[str, object] | None = None) -> None:
    """Add an app's verbs («measure_edited» → «изменено мероприятие») and field labels."""
    _verbs.update(verbs)
    _fields.update(fields or {})


def verb_text(verb: str) -> object:
    """The Russian wording of a verb; a test holds that every verb has one."""
    return _verbs[verb]


def field_text(name: str) -> object:
    """The label of a changed field, or its name where no app has given one."""
    return _fields.get(name, name)


def registered_verbs() -> frozenset[str]:
    """All verbs that have a wording."""
    return frozenset(_verbs)
