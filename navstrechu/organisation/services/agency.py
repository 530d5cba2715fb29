"""Writes of regions, agencies and the agency's calendar."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from navstrechu.accounts.models import User
from navstrechu.accounts.services import INSTALLATION
from navstrechu.core.errors import Conflict
from navstrechu.core.text.dates import date_in_figures
from navstrechu.history.services import Actor, Subject, record
from navstrechu.organisation import permissions
from navstrechu.organisation.models import Agency, CalendarDay, Region
from navstrechu.organisation.rules import (
    require_code,
    require_day_off_rule,
    require_risk_days,
    require_text,
    require_time_zone,
)
from navstrechu.organisation.services.writing import subject_of, update_versioned


@transaction.atomic
def create_region(*, code: str, name: str, by: Actor, at: datetime) -> Region:
    """Create a region, at the installation's console. Raises InputRefused, Conflict for a code in use."""
    values = {"code": require_code(code), "name": require_text(name, _("наименование"))}
    try:
        with transaction.atomic():
            region = Region.objects.create(**values)
    except IntegrityError as error:
        raise Conflict(
            _("Регион с кодом «{code}» уже есть. Выберите другой код.").format(code=code)
        ) from error
    subject = Subject("organisation.region", str(region.pk), region.name)
    record("region_created", agency_id=INSTALLATION, subject=subject, by=by, at=at)
    return region


@transaction.atomic
def create_agency(*, region: Region, code: str, names: Mapping[str, str], by: Actor, at: datetime) -> Agency:
    """Create an agency with its names (fields of Agency). Raises InputRefused, Conflict for a code in use."""
    require_code(code)
    try:
        with transaction.atomic():
            agency = Agency.objects.create(region=region, code=code, **names)
    except IntegrityError as error:
        raise Conflict(
            _("Орган с кодом «{code}» уже есть. Выберите другой код.").format(code=code)
        ) from error
    record("agency_created", agency_id=agency.pk, subject=subject_of(agency), by=by, at=at)
    return agency


_AGENCY_FIELDS = (
    "full_name", "full_name_genitive", "short_name", "called", "called_genitive", "called_dative",
    "called_instrumental", "called_prepositional", "place", "time_zone", "day_off_rule", "risk_working_days",
)  # fmt: skip


@transaction.atomic
def edit_agency(*, agency: Agency, version: int, values: Mapping[str, Any], by: User, at: datetime) -> Agency:
    """Change names and settings of an agency. Raises NotAllowed, InputRefused, StaleObject."""
    permissions.can_edit_settings(by, agency).require()
    require_time_zone(values.get("time_zone", agency.time_zone))
    require_day_off_rule(values.get("day_off_rule", agency.day_off_rule))
    require_risk_days(values.get("risk_working_days", agency.risk_working_days))
    known = {name: values[name] for name in _AGENCY_FIELDS if name in values}
    update_versioned(agency, version, known, "agency_edited", by, at)
    return agency


@transaction.atomic
def correct_calendar(
    *, agency: Agency, day: date, is_working: bool, reason: str, by: User, at: datetime
) -> CalendarDay:
    """Say that the agency works, or does not, on a day; a second correction of the day replaces the first."""
    permissions.can_edit_settings(by, agency).require()
    cleaned = require_text(reason, _("основание"))
    correction, _created = CalendarDay.objects.update_or_create(
        agency=agency, day=day, defaults={"is_working": is_working, "reason": cleaned}
    )
    subject = Subject("organisation.calendarday", str(correction.pk), date_in_figures(day))
    record(
        "calendar_corrected",
        agency_id=agency.pk,
        subject=subject,
        by=by,
        at=at,
        changes={"is_working": [None, is_working]},
        comment=cleaned,
    )
    return correction


@transaction.atomic
def remove_calendar_correction(*, correction: CalendarDay, by: User, at: datetime) -> None:
    """Return a day to the official calendar."""
    permissions.can_edit_settings(by, correction.agency).require()
    subject = Subject("organisation.calendarday", str(correction.pk), date_in_figures(correction.day))
    correction.delete()
    record("calendar_correction_removed", agency_id=correction.agency_id, subject=subject, by=by, at=at)
