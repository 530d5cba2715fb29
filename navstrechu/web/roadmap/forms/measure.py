"""Small forms of the measure page: a message of the discussion, the start of work."""

from django import forms
from django.utils.translation import gettext_lazy as _

from navstrechu.web.documents.forms import WRONG_DATE
from navstrechu.web.shell.widgets import DateField


class CommentForm(forms.Form):
    """A message in the discussion; its length and emptiness are judged by the service."""

    text = forms.CharField(
        label=_("Ваше сообщение"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class StartForm(forms.Form):
    """The day on which work began."""

    started_on = DateField(
        label=_("Начало работы"),
        help_text=_("Например 11.03.2024"),
        error_messages={"required": _("Укажите день начала работы."), "invalid": WRONG_DATE},
    )
