"""Which touchpoint a typed name means: one that is there, one of several like it, or a new one.

Names are matched by what they mean, so that «МФЦ, ул. Ленина 5» is not made beside «МФЦ на ул. Ленина, 5»
(order 201, 2.6).
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.core.text.name_keys import name_key
from navstrechu.organisation.models import Agency
from navstrechu.processes.models import ChannelKind
from navstrechu.processes.queries.register import channels_of
from navstrechu.touchpoints.models import Touchpoint
from navstrechu.touchpoints.queries.places import similar_places
from navstrechu.touchpoints.rules import LONGEST_NAME, tidy
from navstrechu.touchpoints.services.batches import Place
from navstrechu.touchpoints.values import TouchpointContent
from navstrechu.web.help.quotes import quoted
from navstrechu.web.touchpoints.forms_places import ChannelField

NEW = "new"
_MOST_OFFERED = 8
_PART = " — "


def places_named(agency: Agency, text: str) -> list[Touchpoint]:
    """Open touchpoints that a text names: by name alone, or by «name — kind of channel»."""
    known = Touchpoint.objects.open().filter(agency=agency).select_related("channel")
    found = list(known.filter(name_key=name_key(text)[:500]).order_by("pk"))
    name, part, channel = text.rpartition(_PART)
    if found or not part:
        return found
    return list(known.filter(name_key=name_key(name)[:500], channel__title__iexact=channel.strip()))


def label_of(place: Touchpoint) -> str:
    """A touchpoint as a choice: its name with the kind of channel, which together are unique."""
    return f"{place.name}{_PART}{place.channel.title}"


class PlaceChoiceForm(forms.Form):
    """A touchpoint by its name. An unclear name comes back with what it may mean; a new one needs a channel.

    After `is_valid` the answer is ``place``.
    """

    place = quoted(
        forms.CharField(
            label=gettext_lazy("Точка взаимодействия"),
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
            help_text=gettext_lazy(
                "Начните писать наименование: точки, которые уже есть, появятся в списке."
            ),
        ),
        "order201:1.2.4",
    )
    choice = forms.ChoiceField(
        label=gettext_lazy("Какая это точка"), required=False, widget=forms.RadioSelect
    )
    channel = ChannelField(
        label=gettext_lazy("Вид канала новой точки"),
        queryset=ChannelKind.objects.none(),
        required=False,
        empty_label=gettext_lazy("выберите, если такой точки ещё нет"),
    )

    def __init__(self, *args: Any, agency: Agency, current: Touchpoint | None = None, **kwargs: Any) -> None:
        """``current`` is the touchpoint that stands there now: its own name means no other."""
        super().__init__(*args, **kwargs)
        self.agency, self.current = agency, current
        self.answer: Place | None = None
        fields: Mapping[str, Any] = self.fields
        fields["channel"].queryset = channels_of(agency)
        self._offer(self._likely() if self.is_bound else [])

    @property
    def likely(self) -> bool:
        """Whether there is something to choose from."""
        return bool(self._choices)

    def clean(self) -> dict[str, Any]:
        """Find out what the name means; what is unclear is asked."""
        data = super().clean() or self.cleaned_data
        name = tidy(data.get("place", "")).replace("\n", " ")
        if name:
            self.answer = self._answer(name, data.get("choice", ""), data.get("channel"))
        return data

    def _answer(self, name: str, choice: str, channel: ChannelKind | None) -> Place | None:
        named = self._named(name)
        if len(named) == 1:
            return named[0]
        if choice not in {"", NEW}:
            return Touchpoint.objects.open().filter(agency=self.agency, pk=choice).first()
        if named or (self._choices and choice != NEW):
            self.add_error(
                "choice", _("Точки с похожим названием уже есть: выберите одну из них или создайте новую.")
            )
            return None
        return self._new(name, channel)

    def _new(self, name: str, channel: ChannelKind | None) -> Place | None:
        if len(name) > LONGEST_NAME:
            self.add_error("place", _("Наименование длиннее {number} знаков.").format(number=LONGEST_NAME))
            return None
        if channel is None:
            self.add_error("channel", _("Такой точки ещё нет. Чтобы создать её, выберите вид канала."))
            return None
        return TouchpointContent(name=name, channel_id=channel.pk)

    def _likely(self) -> list[Touchpoint]:
        """What the sent name may mean, when it means nothing for certain."""
        name = tidy(str(self.data.get(self.add_prefix("place"), "")))[: LONGEST_NAME * 2]
        if not name:
            return []
        named = self._named(name)
        if len(named) == 1:
            return []
        return named or similar_places(self.agency, name)[:_MOST_OFFERED]

    def _named(self, name: str) -> list[Touchpoint]:
        if self.current is not None and name == self.current.name:
            return [self.current]
        return places_named(self.agency, name)

    def _offer(self, likely: list[Touchpoint]) -> None:
        choices = [(str(one.pk), label_of(one)) for one in likely]
        self._choices = choices
        field: Any = self.fields["choice"]
        if not choices:
            field.widget = forms.HiddenInput()
            field.choices = [("", ""), *((value, value) for value in self._stale_choice())]
            return
        field.choices = [*choices, (NEW, _("Создать новую точку с этим названием"))]

    def _stale_choice(self) -> list[str]:
        """A choice that was made of an earlier offer is no error when the name no longer needs any."""
        value = str(self.data.get(self.add_prefix("choice"), "")) if self.is_bound else ""
        return [value] if value else []
