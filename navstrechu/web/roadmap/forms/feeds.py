"""Which calendar feed to make."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from navstrechu.organisation.models import Agency, Post
from navstrechu.organisation.queries import posts_of
from navstrechu.roadmap.models import FeedScope

SCOPES = {
    FeedScope.OWN: _("Мои мероприятия – по должностям, которые я занимаю"),
    FeedScope.POST: _("Мероприятия одной должности"),
    FeedScope.AGENCY: _("Все мероприятия органа"),
}


class FeedForm(forms.Form):
    """Whose due dates; the post is read only where it is asked for."""

    scope = forms.TypedChoiceField(
        label=_("Чьи сроки"),
        choices=[(scope.value, text) for scope, text in SCOPES.items()],
        coerce=FeedScope,
        initial=FeedScope.OWN.value,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Выберите, чьи сроки показывать."),
            "invalid_choice": _("Выберите, чьи сроки показывать."),
        },
    )
    post = forms.ModelChoiceField(
        label=_("Должность"),
        queryset=Post.objects.none(),
        required=False,
        empty_label=_("Выберите должность"),
        help_text=_("Только для ленты одной должности."),
        error_messages={"invalid_choice": _("Выберите должность из списка.")},
    )

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].queryset = posts_of(agency)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A feed of a post names it; the others have none."""
        values = super().clean() or {}
        if values.get("scope") is not FeedScope.POST:
            values["post"] = None
        elif values.get("post") is None and "post" not in self.errors:
            self.add_error("post", _("Выберите должность."))
        return values
