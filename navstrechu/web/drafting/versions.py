"""Versions of a text compared part by part, word by word; what two editors wrote, side by side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from navstrechu.core.text.word_diff import Segment, is_changed, word_segments
from navstrechu.documents.official.outline import write_outline
from navstrechu.documents.official.stored import text_of_json
from navstrechu.documents.official.values import Annex, OfficialText
from navstrechu.drafting.models import Draft, DraftVersion
from navstrechu.drafting.values import DraftContent


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """A part of the document that differs: its name and the two texts as one."""

    name: str
    segments: tuple[Segment, ...]


def parts_of(text: OfficialText, of: str = "") -> dict[str, str]:
    """A text as named parts: title, preamble, clauses, each annex; ``of`` names the document before them."""
    prefix = f"{of}: " if of else ""
    parts = {
        _("Заголовок"): text.title,
        _("Преамбула"): text.preamble,
        _("Пункты"): write_outline(text.clauses),
        **dict(_annexes(text.annexes, "")),
    }
    return {f"{prefix}{name}": words for name, words in parts.items()}


def _annexes(annexes: tuple[Annex, ...], above: str) -> Iterator[tuple[str, str]]:
    for place, annex in enumerate(annexes, start=1):
        number = f"{above}{place}"
        words = [*annex.title, annex.to, *_traits(annex), write_outline(annex.clauses)]
        yield _("Приложение {number}").format(number=number), "\n".join(filter(None, words))
        yield from _annexes(annex.annexes, f"{number}.")


def _traits(annex: Annex) -> Iterator[str]:
    if annex.is_landscape:
        yield _("[альбомный лист]")
    if annex.is_approved:
        yield _("[гриф «УТВЕРЖДЕН»]")


def version_parts(version: DraftVersion | Draft) -> dict[str, str]:
    """Everything that a version says, the amended document and corrected forms too."""
    becomes = text_of_json(version.becomes) if version.becomes else None
    return _all_parts(text_of_json(version.text), becomes, version.forms)


def _all_parts(text: OfficialText, becomes: OfficialText | None, forms: Mapping[str, str]) -> dict[str, str]:
    amended = parts_of(becomes, _("Изменяемый документ")) if becomes else {}
    lines = "\n".join(f"{{{name}}}: {form}" for name, form in sorted(forms.items()))
    return {**parts_of(text), **amended, _("Исправленные формы"): lines}


def compared_parts(old: Mapping[str, str], new: Mapping[str, str]) -> list[ChangedPart]:
    """Parts that differ, in the order of the document; one that is gone stands where it was."""
    names = [*old, *(name for name in new if name not in old)]
    found = (ChangedPart(name, word_segments(old.get(name, ""), new.get(name, ""))) for name in names)
    return [part for part in found if is_changed(part.segments)]


def two_texts(mine: DraftContent, theirs: Draft) -> tuple[dict[str, str], dict[str, str]]:
    """Parts in which the typed text and the stored one differ, as (typed, stored)."""
    typed, stored = _all_parts(mine.text, mine.becomes, mine.forms), version_parts(theirs)
    names = [name for name in {**typed, **stored} if typed.get(name, "") != stored.get(name, "")]
    return {name: typed.get(name, "") for name in names}, {name: stored.get(name, "") for name in names}
