"""The choice of letters."""

from django import forms
from django.utils.translation import gettext_lazy as _

from navstrechu.notices.models import mail_modes


class MailForm(forms.Form):
    """Where letters go, and how often."""

    address = forms.EmailField(
        label=_("Адрес для писем"),
        required=False,
        max_length=254,
        help_text=_("Пусто – письма идут на адрес учётной записи."),
    )
    mode = forms.ChoiceField(label=_("Письма с напоминаниями"), choices=mail_modes, widget=forms.RadioSelect)
