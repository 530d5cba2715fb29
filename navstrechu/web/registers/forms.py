"""Forms of editions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from navstrechu.acts.models import Act, Relation
from navstrechu.registers.services import Order
from navstrechu.web.documents.forms import ActChoiceField, ActForm
from navstrechu.web.shell.uploads import content_of


class FreezeForm(forms.Form):
    """A word on the edition, beside the accepted proposals that it lists by itself."""

    comment = forms.CharField(
        label=_("Пояснение к редакции"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Принятые предложения войдут в пояснение сами"),
    )


class WithdrawForm(forms.Form):
    """Why an edition is taken back before its approval."""

    reason = forms.CharField(
        label=_("Причина"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Укажите причину: она останется в журнале.")},
    )


class ApproveForm(ActForm):
    """The order that approves the edition: number, date, title, signed file, what it does to the earlier."""

    relation = forms.ChoiceField(
        label=_("Прежний приказ"),
        choices=[
            (Relation.REPEALS.value, _("признаётся утратившим силу")),
            (Relation.AMENDS.value, _("изменяется: приказ вносит изменения в реестр")),
        ],
        required=False,
        widget=forms.RadioSelect,
        initial=Relation.REPEALS.value,
    )

    def __init__(self, *args: Any, has_previous: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_previous:
            del self.fields["relation"]

    def order(self) -> Order:
        """What the service registers."""
        data = self.cleaned_data
        return Order(
            data["number"],
            data["dated"],
            data["title"],
            data["file"].name,
            content_of(data["file"]),
            Relation(data.get("relation") or Relation.REPEALS),
        )


class ProcedureForm(forms.Form):
    """Which order approved the procedure of keeping the register."""

    act = ActChoiceField(
        label=_("Приказ об утверждении порядка"),
        queryset=Act.objects.none(),
        empty_label=_("Выберите приказ"),
        error_messages={"required": _("Выберите приказ из списка.")},
    )

    def __init__(self, *args: Any, acts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["act"].queryset = acts  # type: ignore[attr-defined]
