"""Numbers: the next one by the mask of the kind, without gap and never twice."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.acts.models import KIND_TITLES, Act, ActKind
from navstrechu.core.errors import InputRefused, StaleObject
from navstrechu.core.text.language import in_official_language
from navstrechu.drafting import permissions, rules
from navstrechu.drafting.models import NumberCounter, NumberMask
from navstrechu.history.services import Actor, Subject, record
from navstrechu.organisation.models import Agency

_LARGEST_NUMBER = 999_999
_STALE = gettext_lazy("Маску уже изменил другой сотрудник. Обновите страницу.")


@transaction.atomic
def claim_number(*, agency: Agency, act_kind: ActKind, dated: date) -> str:
    """The next free number of the kind in the year of the date; it is used up only if the caller commits.

    Numbers that were given by hand are passed over.
    """
    NumberCounter.objects.get_or_create(agency=agency, act_kind=act_kind.value, year=dated.year)
    own = NumberCounter.objects.filter(agency=agency, act_kind=act_kind.value, year=dated.year)
    mask = NumberMask.objects.filter(agency=agency, act_kind=act_kind.value).first()
    while True:
        # The update locks the counter: whoever registers at the same time waits for this transaction.
        own.update(last=F("last") + 1)
        number = rules.number_by(mask.mask if mask else rules.PLAIN_MASK, own.get().last, dated)
        if not Act.objects.filter(
            agency=agency, kind=act_kind.value, year=dated.year, number=number
        ).exists():
            return number


@transaction.atomic
def set_number_mask(
    *, agency: Agency, act_kind: ActKind, mask: str, version: int, by: Actor, at: datetime
) -> NumberMask:
    """How numbers of the kind look from now on; ``version`` is 0 where none was set.

    Raises NotAllowed, InputRefused for a mask without «{номер}» or with an unknown place, StaleObject.
    """
    permissions.can_edit_templates(by, agency).require()
    cleaned = rules.require_mask(mask)
    was = NumberMask.objects.filter(agency=agency, act_kind=act_kind.value).first()
    if (was.version if was else 0) != version:
        raise StaleObject(_STALE)
    made = _saved_mask(was or NumberMask(agency=agency, act_kind=act_kind.value), cleaned)
    record(
        "number_mask_set", agency_id=agency.pk, subject=_mask_subject(made), by=by, at=at,
        changes={"mask": [was.mask if was else "", cleaned]},
    )  # fmt: skip
    return made


def _saved_mask(mask: NumberMask, words: str) -> NumberMask:
    """The mask under the version that was read; of two who save at once the second is told."""
    if mask.pk is None:
        mask.mask = words
        try:
            with transaction.atomic():
                mask.save()
        except IntegrityError as error:
            raise StaleObject(_STALE) from error
        return mask
    own = NumberMask.objects.filter(pk=mask.pk, version=mask.version)
    if not own.update(mask=words, version=mask.version + 1):
        raise StaleObject(_STALE)
    return NumberMask.objects.get(pk=mask.pk)


@transaction.atomic
def set_next_number(
    *, agency: Agency, act_kind: ActKind, year: int, number: int, seen: int, by: Actor, at: datetime
) -> NumberCounter:
    """Continue the book of numbers that was kept elsewhere: the next document of the year gets ``number``.

    ``seen`` is the last number given when the page was opened. Raises NotAllowed, InputRefused for a number
    out of bounds, StaleObject where a document was registered meanwhile.
    """
    permissions.can_edit_templates(by, agency).require()
    if not 1 <= number <= _LARGEST_NUMBER:
        raise InputRefused(_("Номер – от 1 до 999999."), field="number")
    NumberCounter.objects.get_or_create(agency=agency, act_kind=act_kind.value, year=year)
    own = NumberCounter.objects.filter(agency=agency, act_kind=act_kind.value, year=year)
    if not own.filter(last=seen).update(last=number - 1):
        raise StaleObject(_("Номера уже изменились: зарегистрирован документ. Обновите страницу."))
    record(
        "next_number_set", agency_id=agency.pk, subject=_kind_subject(act_kind), by=by, at=at,
        changes={"last_number": [seen, number - 1]},
    )  # fmt: skip
    return own.get()


@in_official_language
def _kind_subject(act_kind: ActKind) -> Subject:
    return Subject("drafting.numbers", act_kind.value, str(KIND_TITLES[act_kind]))


@in_official_language
def _mask_subject(mask: NumberMask) -> Subject:
    return Subject("drafting.mask", mask.act_kind, str(KIND_TITLES[ActKind(mask.act_kind)]))
