"""What an agency sets for the forecast."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from navstrechu.accounts.models import User
from navstrechu.core.errors import InputRefused
from navstrechu.core.text.language import in_official_language
from navstrechu.history.services import Subject, record
from navstrechu.organisation.models import Agency
from navstrechu.organisation.permissions import can_edit_settings
from navstrechu.roadmap.measure_kinds import MeasureKind
from navstrechu.roadmap.models import TypicalTerm

LONGEST_TERM = 500


@transaction.atomic
def set_typical_term(
    *, agency: Agency, kind: MeasureKind, working_days: int | None, by: User, at: datetime
) -> None:
    """Say how many working days (1–500) a kind of work takes here; None returns to the counted length.

    Nothing changed writes nothing. Raises NotAllowed, InputRefused.
    """
    can_edit_settings(by, agency).require()
    if working_days is not None and not 1 <= working_days <= LONGEST_TERM:
        raise InputRefused(_("Укажите от 1 до {most} рабочих дней.").format(most=LONGEST_TERM))
    terms = TypicalTerm.objects.filter(agency=agency, kind=kind.value)
    was = terms.values_list("working_days", flat=True).first()
    if was == working_days:
        return
    if working_days is None:
        terms.delete()
    else:
        TypicalTerm.objects.update_or_create(
            agency=agency, kind=kind.value, defaults={"working_days": working_days}
        )
    record(
        "typical_term_set",
        agency_id=agency.pk,
        subject=_subject(kind),
        by=by,
        at=at,
        changes={"working_days": [was, working_days]},
    )


@in_official_language
def _subject(kind: MeasureKind) -> Subject:
    return Subject("roadmap.typicalterm", kind.value, kind.label)
