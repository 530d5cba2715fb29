"""The printed form of the agency and its dictionary of cases."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from navstrechu.core.diff import changes
from navstrechu.core.errors import InputRefused, StaleObject
from navstrechu.core.text.grammar import Case, PhraseKind
from navstrechu.core.text.plain import tidy
from navstrechu.drafting import permissions, rules
from navstrechu.drafting.forms import layout_of
from navstrechu.drafting.models import PhraseForms, PrintedLayout
from navstrechu.drafting.values import SignedFile
from navstrechu.files.services import store_file
from navstrechu.history.services import Actor, Subject, record
from navstrechu.organisation.models import Agency

_OBLIQUE = tuple(case.value for case in Case if case is not Case.NOMINATIVE)


@transaction.atomic
def set_layout(
    *,
    agency: Agency,
    values: Mapping[str, Any],
    arms: SignedFile | None = None,
    version: int,
    by: Actor,
    at: datetime,
) -> PrintedLayout:
    """Set fields of the layout by name; ``version`` is 0 where nothing was set. ``arms`` is a PNG picture.

    Raises NotAllowed, InputRefused for a size out of bounds or a file that is no picture, StaleObject.
    """
    permissions.can_edit_templates(by, agency).require()
    layout = layout_of(agency)
    if (layout.version if layout.pk else 0) != version:
        raise _stale_layout()
    was = {name: getattr(layout, name) for name in values}
    for name, value in values.items():
        setattr(layout, name, value)
    if arms is not None:
        rules.require_arms(arms.data)
        layout.arms = store_file(agency_id=agency.pk, name=arms.name, data=arms.data, by=by, at=at)
    layout.version = version + 1
    _require_sizes(layout)
    _save_layout(layout, version)
    subject = Subject("drafting.layout", str(layout.pk), layout.standard)
    record(
        "printed_layout_set", agency_id=agency.pk, subject=subject, by=by, at=at, changes=changes(was, values)
    )
    return layout


def _save_layout(layout: PrintedLayout, seen: int) -> None:
    """The version is taken first, so that of two who save at once the second is told."""
    own = PrintedLayout.objects.filter(pk=layout.pk, version=seen)
    if layout.pk and not own.update(version=layout.version):
        raise _stale_layout()
    try:
        with transaction.atomic():
            layout.save()
    except IntegrityError as error:
        raise _stale_layout() from error


def _stale_layout() -> StaleObject:
    return StaleObject(_("Оформление уже изменил другой сотрудник. Обновите страницу."))


def _require_sizes(layout: PrintedLayout) -> None:
    try:
        layout.full_clean(exclude=["agency"])
    except ValidationError as error:
        field, sentences = next(iter(error.message_dict.items()))
        title = "" if field == "__all__" else PrintedLayout._meta.get_field(field).verbose_name  # type: ignore[union-attr]
        raise InputRefused(f"{title}: {sentences[0]}".strip(": "), field=field) from error


@transaction.atomic
def remember_forms(
    *, agency: Agency, kind: PhraseKind, phrase: str, forms: Mapping[Case, str], by: Actor, at: datetime
) -> PhraseForms:
    """Enter how a phrase is declined here; cases that are not given follow the rules.

    Raises NotAllowed, InputRefused for an empty phrase or no form at all.
    """
    permissions.can_edit_templates(by, agency).require()
    words = tidy(phrase)
    given: dict[str, str] = {
        case.value: tidy(form) for case, form in forms.items() if tidy(form) and case.value in _OBLIQUE
    }
    if not words or not given:
        raise InputRefused(_("Укажите слова в именительном падеже и хотя бы одну форму."), field="phrase")
    entry, _created = PhraseForms.objects.update_or_create(
        agency=agency,
        kind=kind.value,
        phrase_key=words.casefold(),
        defaults={"phrase": words, **{case: given.get(case, "") for case in _OBLIQUE}},
    )
    record(
        "phrase_forms_set", agency_id=agency.pk, subject=_subject(entry), by=by, at=at,
        comment=", ".join(given.values())[:500],
    )  # fmt: skip
    return entry


@transaction.atomic
def remember_form(
    *, agency: Agency, kind: PhraseKind, phrase: str, case: Case, form: str, by: Actor, at: datetime
) -> PhraseForms:
    """Enter one form of a phrase; forms of its other cases that are known stay.

    Raises NotAllowed, InputRefused for an empty phrase or form.
    """
    known = PhraseForms.objects.filter(
        agency=agency, kind=kind.value, phrase_key=tidy(phrase).casefold()
    ).first()
    forms = {Case(name): getattr(known, name) for name in _OBLIQUE} if known else {}
    return remember_forms(agency=agency, kind=kind, phrase=phrase, forms={**forms, case: form}, by=by, at=at)


@transaction.atomic
def forget_forms(*, entry: PhraseForms, by: Actor, at: datetime) -> None:
    """Take a phrase out of the dictionary; the rules decline it again. Raises NotAllowed."""
    permissions.can_edit_templates(by, entry.agency).require()
    subject = _subject(entry)
    entry.delete()
    record("phrase_forms_removed", agency_id=entry.agency_id, subject=subject, by=by, at=at)


def _subject(entry: PhraseForms) -> Subject:
    return Subject("drafting.phrase", str(entry.pk), entry.phrase)
