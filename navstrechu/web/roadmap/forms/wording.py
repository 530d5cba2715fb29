"""Corrections of wording in the table: a measure with its executors, the text of a result."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from navstrechu.organisation.models import Post
from navstrechu.roadmap.models import Measure
from navstrechu.roadmap.services.measures import MeasureWording
from navstrechu.web.shell.submission import VersionedForm

_CHOOSE = _("Выберите должность.")


class MeasureForm(VersionedForm):
    """Title, responsible post and co-executors; the order in which the plan prints them is kept."""

    title = forms.CharField(
        label=_("Мероприятие"),
        widget=forms.Textarea(attrs={"rows": 4, "autofocus": True}),
        error_messages={"required": _("Введите текст мероприятия.")},
    )
    responsible = forms.TypedChoiceField(
        label=_("Ответственный"), coerce=int, error_messages={"required": _CHOOSE, "invalid_choice": _CHOOSE}
    )
    co_executors = forms.TypedMultipleChoiceField(
        label=_("Соисполнители"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Отметьте должности из списка.")},
    )

    def __init__(self, *args: Any, measure: Measure, posts: Iterable[Post], **kwargs: Any) -> None:
        taking_part = [item.post for item in measure.co_executors.select_related("post").order_by("position")]
        # A post closed since stays choosable for the measures that name it.
        known = {post.pk: post for post in (*taking_part, *posts, measure.responsible)}
        initial = {
            "version": measure.version,
            "title": measure.title,
            "responsible": measure.responsible_id,
            "co_executors": [post.pk for post in taking_part],
        }
        super().__init__(*args, **kwargs | {"initial": initial})
        self._posts = known
        choices = [(post.pk, post.title) for post in known.values()]
        self.fields["responsible"].choices = sorted(choices, key=lambda pair: pair[1])  # type: ignore[attr-defined]
        self.fields["co_executors"].choices = choices  # type: ignore[attr-defined]

    def wording(self) -> MeasureWording:
        """What the service takes; call after is_valid()."""
        data = self.cleaned_data
        return MeasureWording(
            title=data["title"],
            responsible=self._posts[data["responsible"]],
            co_executors=tuple(self._posts[key] for key in self._posts if key in data["co_executors"]),
        )


class ResultForm(VersionedForm):
    """The printed text of a required result."""

    text = forms.CharField(
        label=_("Результат"),
        widget=forms.Textarea(attrs={"rows": 4, "autofocus": True}),
        error_messages={"required": _("Введите текст результата.")},
    )
