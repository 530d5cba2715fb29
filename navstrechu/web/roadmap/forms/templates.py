"""The form of making a plan by a template: the new start, words of names, posts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.roadmap.templating import Adaptation
from navstrechu.web.shell.widgets import DateField

FREE_PAIRS = 2
_LONGEST = 400  # characters of a post and of a name


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What the form offers: replacements with how often they occur, posts with how they take part."""

    names: Mapping[str, str]
    occurrences: Mapping[str, int]
    posts: Mapping[str, str]
    parts: Mapping[str, tuple[int, int]]


class TemplateForm(forms.Form):
    """Fields are made for the plan at hand: one for each form of a name and for each post in it."""

    new_start = DateField(
        label=gettext_lazy("Начало отсчёта новых сроков"),
        help_text=gettext_lazy("Обычно день, когда рабочая группа утверждает дорожную карту."),
        error_messages={"required": gettext_lazy("Укажите, с какого дня считать сроки.")},
    )

    def __init__(self, suggestions: Suggestions, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suggestions = suggestions
        self._forms = list(suggestions.occurrences)
        self._posts = list(suggestions.posts)
        for at, own in enumerate(self._forms):
            hint = _("Встречается в образце: {number}").format(number=suggestions.occurrences[own])
            self.fields[f"name_{at}"] = _text(f"«{own}»", suggestions.names[own], hint)
        for at in range(FREE_PAIRS):
            self.fields[f"from_{at}"] = _text(_("Заменить ещё слова"), "")
            self.fields[f"to_{at}"] = _text(_("на слова"), "")
        for at, post in enumerate(self._posts):
            self.fields[f"post_{at}"] = self._post_field(post)

    def _post_field(self, post: str) -> forms.CharField:
        responsible, others = self.suggestions.parts[post]
        hint = _("Ответственный – {responsible}, соисполнитель – {others}").format(
            responsible=responsible, others=others
        )
        field = _text(post, self.suggestions.posts[post], hint)
        field.required = True
        field.widget.attrs["list"] = "known-posts"
        field.error_messages["required"] = _("Укажите должность.")
        return field

    def clean(self) -> dict[str, Any]:
        """A replacement of its own needs both halves."""
        cleaned = super().clean() or {}
        for at in range(FREE_PAIRS):
            if cleaned.get(f"to_{at}") and not cleaned.get(f"from_{at}"):
                self.add_error(f"from_{at}", _("Впишите, какие слова заменить."))
        return cleaned

    def adaptation(self, start: Any) -> Adaptation:
        """What a valid form asks for; an emptied replacement leaves the words as they are."""
        given = self.cleaned_data
        names = {own: given[f"name_{at}"] for at, own in enumerate(self._forms) if given[f"name_{at}"]}
        pairs = ((given[f"from_{at}"], given[f"to_{at}"]) for at in range(FREE_PAIRS))
        names |= {own: other for own, other in pairs if own and other}
        posts = {post: " ".join(given[f"post_{at}"].split()) for at, post in enumerate(self._posts)}
        return Adaptation(names, posts, start, given["new_start"])

    @property
    def name_fields(self) -> list[BoundField]:
        """One for each form of the other body's name."""
        return [self[f"name_{at}"] for at in range(len(self._forms))]

    @property
    def free_fields(self) -> list[tuple[BoundField, BoundField]]:
        """Words of one's own, and what stands in their place."""
        return [(self[f"from_{at}"], self[f"to_{at}"]) for at in range(FREE_PAIRS)]

    @property
    def post_fields(self) -> list[BoundField]:
        """One for each post of the template."""
        return [self[f"post_{at}"] for at in range(len(self._posts))]


def _text(label: str, initial: str, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        initial=initial,
        help_text=hint,
        max_length=_LONGEST,
        required=False,
        widget=forms.TextInput(attrs={"class": "wide", "autocomplete": "off"}),
        error_messages={"max_length": _("Не больше {number} знаков.").format(number=_LONGEST)},
    )
