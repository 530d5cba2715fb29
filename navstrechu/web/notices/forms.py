"""The choice of letters."""

from django import forms
from django.utils.translation import gettext_lazy as _

from navstrechu.notices.models import mail_modes


class MailForm(forms.Form):
    """How often letters come."""

    mode = forms.ChoiceField(label=_("Письма с напоминаниями"), choices=mail_modes, widget=forms.RadioSelect)
