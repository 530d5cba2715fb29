"""The text of an official document as fields: title, preamble, clauses as plain text, annexes in their order.

What a document cannot hold (control characters of a pasted text) disappears; nothing typed is cut or refused.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from navstrechu.documents.engine.characters import clean
from navstrechu.documents.official.outline import read_outline, write_outline
from navstrechu.documents.official.values import Annex, OfficialText

_MOST_ANNEXES = 60
_LEVELS = (
    (0, _("к самому документу")),
    (1, _("к приложению выше")),
    (2, _("к вложенному приложению выше")),
)


class CleanField(forms.CharField):
    """A text of any length without the characters that no document can hold."""

    def __init__(self, *, rows: int = 0, **kwargs: Any) -> None:
        # Documents are Russian whatever the language of the page.
        plain, tall = (
            forms.TextInput(attrs={"lang": "ru"}),
            forms.Textarea(attrs={"lang": "ru", "rows": rows}),
        )
        kwargs.setdefault("widget", tall if rows else plain)
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        return super().to_python(clean(str(value)) if value else "") or ""


class TextForm(forms.Form):
    """Title, preamble and clauses."""

    title = CleanField(label=_("Заголовок"), rows=3)
    preamble = CleanField(label=_("Преамбула"), rows=4)
    clauses = CleanField(label=_("Пункты"), rows=18)

    @classmethod
    def values_of(cls, text: OfficialText) -> dict[str, str]:
        """What the fields show for a text."""
        return {
            "title": text.title,
            "preamble": text.preamble,
            "clauses": write_outline(text.clauses),
        }


class AnnexForm(forms.Form):
    """An annex; ``level`` says what it belongs to."""

    level = forms.TypedChoiceField(label=_("Куда относится"), choices=_LEVELS, coerce=int)
    title = CleanField(
        label=_("Заголовок приложения"), rows=2, help_text=_("Каждая строка печатается отдельной строкой")
    )
    to = CleanField(
        label=_("К чему"),
        help_text=_(
            "Для приложения к приложению, например «к Порядку ведения реестра». "
            "«К приказу … от … № …» напишется само"
        ),
    )
    is_landscape = forms.BooleanField(label=_("Альбомный лист"), required=False)
    is_approved = forms.BooleanField(label=_("Гриф «УТВЕРЖДЕН» вместо слова «Приложение»"), required=False)
    clauses = CleanField(label=_("Текст приложения"), rows=12)

    @classmethod
    def values_of(cls, annex: Annex, level: int) -> dict[str, Any]:
        """What the fields show for an annex."""
        return {
            "level": level,
            "title": "\n".join(annex.title),
            "to": annex.to,
            "is_landscape": annex.is_landscape,
            "is_approved": annex.is_approved,
            "clauses": write_outline(annex.clauses),
        }


class TextEditor:
    """The fields of one text. ``prefix`` keeps two texts of a page apart («becomes»)."""

    def __init__(self, prefix: str, main: forms.Form, annexes: Sequence[AnnexForm]) -> None:
        self.prefix, self.main, self.annexes = prefix, main, list(annexes)

    @classmethod
    def of_text(cls, text: OfficialText, prefix: str = "", main: forms.Form | None = None) -> "TextEditor":
        """The fields filled with a stored text; ``main`` may be a larger form with the same three fields."""
        form = main if main is not None else TextForm(prefix=prefix or None, initial=TextForm.values_of(text))
        return cls(prefix, form, [])._filled(_flat(text.annexes))

    @classmethod
    def of_post(
        cls, data: QueryDict, prefix: str = "", main: forms.Form | None = None, *, do: str = ""
    ) -> "TextEditor":
        """The fields as they were sent; ``do`` adds, removes or moves an annex («annex-remove-2»)."""
        form = main if main is not None else TextForm(data, prefix=prefix or None)
        editor = cls(prefix, form, [])
        sent = [AnnexForm(data, prefix=f"{editor.stem}{place}") for place in _sent_places(data, editor.stem)]
        if do.startswith(editor.stem):
            changed = _changed(_raw(sent), do.removeprefix(editor.stem))
            sent = [editor._sent(place, values) for place, values in enumerate(changed)]
        editor.annexes = sent
        return editor

    @property
    def stem(self) -> str:
        """The beginning of the names of annexes: «annex-», «becomes-annex-»."""
        return f"{self.prefix}-annex-" if self.prefix else "annex-"

    @property
    def region(self) -> str:
        """The id of the element that holds the annexes."""
        return f"{self.stem}list"

    def is_readable(self) -> bool:
        """Whether everything can be read: always, but for a forged level; accepted or not."""
        return all([self.main.is_bound, *(annex.is_valid() for annex in self.annexes)])

    def text(self) -> OfficialText:
        """The text that the fields say; call after `is_readable`."""
        self.main.is_valid()
        values = self.main.cleaned_data
        return OfficialText(
            title=values.get("title", ""),
            preamble=values.get("preamble", ""),
            clauses=read_outline(values.get("clauses", "")),
            annexes=_nested([annex.cleaned_data for annex in self.annexes]),
        )

    def _sent(self, place: int, values: Mapping[str, Any]) -> AnnexForm:
        """An annex as if it had been sent at that place."""
        stem = f"{self.stem}{place}"
        return AnnexForm({f"{stem}-{name}": value for name, value in values.items()}, prefix=stem)

    def _filled(self, annexes: Sequence[Mapping[str, Any]]) -> "TextEditor":
        self.annexes = [
            AnnexForm(prefix=f"{self.stem}{place}", initial=dict(values))
            for place, values in enumerate(annexes)
        ]
        return self


def _flat(annexes: Sequence[Annex], level: int = 0) -> list[dict[str, Any]]:
    """Annexes in printed order, each with its level."""
    found = []
    for annex in annexes:
        found.append(AnnexForm.values_of(annex, min(level, len(_LEVELS) - 1)))
        found += _flat(annex.annexes, level + 1)
    return found


def _nested(flat: Sequence[Mapping[str, Any]]) -> tuple[Annex, ...]:
    """The tree of annexes; one without an annex above it belongs to the document."""
    made: list[Annex] = []
    place = 0
    while place < len(flat):
        values, place = flat[place], place + 1
        inner = place
        while place < len(flat) and flat[place]["level"] > values["level"]:
            place += 1
        made.append(
            Annex(
                title=tuple(line.strip() for line in values["title"].splitlines() if line.strip()),
                clauses=read_outline(values["clauses"]),
                annexes=_nested(flat[inner:place]),
                to=" ".join(values["to"].split()),
                is_landscape=values["is_landscape"],
                is_approved=values["is_approved"],
            )
        )
    return tuple(made)


def _sent_places(data: QueryDict, stem: str) -> list[int]:
    found = {
        int(match[1])
        for name in data
        if (match := re.fullmatch(re.escape(stem) + r"(\d{1,3})-[a-z_]+", name))
    }
    return sorted(found)[:_MOST_ANNEXES]


def _raw(sent: Sequence[AnnexForm]) -> list[dict[str, Any]]:
    """Values as typed, readable or not."""
    return [{name: annex[name].value() for name in annex.fields} for annex in sent]


def _changed(annexes: list[dict[str, Any]], action: str) -> list[dict[str, Any]]:
    """One annex more, one less, or two in the other order; an unknown action changes nothing."""
    verb, _dash, tail = action.partition("-")
    place = int(tail) if tail.isascii() and tail.isdigit() and len(tail) < 4 else -1
    if verb == "add" and len(annexes) < _MOST_ANNEXES:
        return [*annexes, {"level": 0}]
    if not 0 <= place < len(annexes):
        return annexes
    if verb == "remove":
        return annexes[:place] + annexes[place + 1 :]
    if verb == "up" and place > 0:
        before = annexes[: place - 1]
        return [*before, annexes[place], annexes[place - 1], *annexes[place + 1 :]]
    return annexes
