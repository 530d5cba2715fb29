"""Small forms of drafts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from navstrechu.web.drafting.text_form import CleanField


class ReasonForm(forms.Form):
    """Why something is given up."""

    reason = CleanField(
        label=_("Причина"),
        rows=3,
        required=True,
        help_text=_("Она останется в истории проекта"),
        error_messages={"required": _("Укажите причину.")},
    )


class VersionForm(forms.Form):
    """Which version of the thing its editor saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)
