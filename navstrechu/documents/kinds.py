"""Which documents the product can make. Domain apps register theirs in `ready()`; pages find them by code."""

from collections.abc import Callable
from dataclasses import dataclass

from navstrechu.documents.engine.tree import Document


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document. `code` is stable for ever, users read `title`, `build` makes the tree."""

    code: str
    title: str
    build: Callable[..., Document]


_KINDS: dict[str, DocumentKind] = {}


def register_kind(kind: DocumentKind) -> None:
    """Make a kind known. Raises ValueError when another kind has the code."""
    if _KINDS.setdefault(kind.code, kind) != kind:
        raise ValueError(f"Вид документа «{kind.code}» уже зарегистрирован.")


def kind(code: str) -> DocumentKind:
    """The kind of that code. Raises LookupError when nobody registered it."""
    if code not in _KINDS:
        raise LookupError(f"Вид документа «{code}» не зарегистрирован.")
    return _KINDS[code]


def kinds() -> tuple[DocumentKind, ...]:
    """All kinds, by title."""
    return tuple(sorted(_KINDS.values(), key=lambda known: known.title))
