"""How an agency keeps its register: terms of reporting and confirming."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from navstrechu.core.errors import InputRefused, StaleObject
from navstrechu.history.services import Actor, Subject, record
from navstrechu.organisation.models import Agency
from navstrechu.touchpoints import permissions
from navstrechu.touchpoints.models import RegisterSettings
from navstrechu.touchpoints.queries.settings import settings_of

_LONGEST_DAYS, _LONGEST_MONTHS = 60, 60


@transaction.atomic
def change_settings(
    *, agency: Agency, version: int, report_working_days: int, confirm_months: int, by: Actor, at: datetime
) -> RegisterSettings:
    """Set both terms; ``version`` is 0 where none were set yet. Terms of open reports stay as they were.

    Raises NotAllowed, InputRefused outside 1–60, StaleObject.
    """
    permissions.can_edit_register(by, agency).require()
    if not (1 <= report_working_days <= _LONGEST_DAYS and 1 <= confirm_months <= _LONGEST_MONTHS):
        raise InputRefused(_("Срок отчёта – от 1 до 60 рабочих дней, подтверждения – от 1 до 60 месяцев."))
    old = settings_of(agency)
    terms = {"report_working_days": report_working_days, "confirm_months": confirm_months}
    if not (_replace(old, version, terms) if old.pk else _add(agency, version, terms)):
        raise StaleObject(_("Сроки уже изменил другой сотрудник. Обновите страницу."))
    changed = {name: [getattr(old, name), value] for name, value in terms.items()}
    subject = Subject("touchpoints.settings", str(agency.pk), str(agency))
    record(
        "register_settings_changed", agency_id=agency.pk, subject=subject, by=by, at=at,
        changes={name: pair for name, pair in changed.items() if pair[0] != pair[1]},
    )  # fmt: skip
    return settings_of(agency)


def _replace(old: RegisterSettings, version: int, terms: dict[str, int]) -> bool:
    same = RegisterSettings.objects.filter(pk=old.pk, version=version)
    return bool(same.update(version=version + 1, **terms))


def _add(agency: Agency, version: int, terms: dict[str, int]) -> bool:
    if version:
        return False
    try:
        with transaction.atomic():
            RegisterSettings.objects.create(agency=agency, **terms)
    except IntegrityError:
        return False
    return True
