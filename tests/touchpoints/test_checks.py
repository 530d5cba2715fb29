"""Checks of the register on a day: what each finding says and where it is mended."""

from datetime import date

import pytest

from navstrechu.accounts.roles import Role
from navstrechu.history.services import SYSTEM
from navstrechu.organisation.models import Agency
from navstrechu.processes.services.register import exclude_process
from navstrechu.touchpoints.queries.checks import register_findings
from navstrechu.touchpoints.services.touchpoints import confirm_touchpoint
from navstrechu.touchpoints.values import BasisText
from navstrechu.touchpoints.vocabulary import BasisKind
from tests.factories import NOON, TODAY
from tests.factories.organisation import agency, member, unit
from tests.factories.processes import process
from tests.factories.touchpoints import content, row, touchpoint, update_task

pytestmark = pytest.mark.django_db
AGREEMENT = BasisText(BasisKind.AGREEMENT, "Соглашение от 12.01.2024 № 7")


def found(of: Agency, on: date = TODAY) -> dict[str, list[str]]:
    """Subjects by code; touchpoints never confirmed, which each test has, are left to their own."""
    codes: dict[str, list[str]] = {}
    for finding in register_findings(of, on):
        codes.setdefault(finding.code, []).append(finding.subject)
    codes.pop("touchpoint_unconfirmed", None)
    return codes


def test_whole_register_has_nothing_to_mend():
    assert found(row(process()).process.agency) == {}


def test_process_without_touchpoint():
    own = process()

    assert found(own.agency) == {"process_without_touchpoint": [f"process:{own.pk}"]}


def test_row_without_basis_unless_an_agreement_hangs_on_its_touchpoint():
    of = agency()
    bare = row(process(of), touchpoint(of), content("Приём", bases=()))
    row(process(of), touchpoint(of, agreements=(AGREEMENT,)), content("Приём", bases=()))

    assert found(of) == {"row_without_basis": [f"row:{bare.pk}"]}


def test_touchpoint_twice_in_a_process_under_nearly_equal_names():
    of = agency()
    one, other, own = (
        touchpoint(of, "МФЦ на ул. Ленина, 5"),
        touchpoint(of, "МФЦ, улица Ленина 5"),
        process(of),
    )
    row(own, one)
    row(own, other)

    pair = [f"pair:{one.pk}:{other.pk}"]
    assert found(of) == {"duplicate_in_process": pair, "near_duplicate": pair}


def test_row_whose_process_left_the_register():
    held = row(process())
    by = member(Role.COORDINATOR, held.process.agency)
    exclude_process(
        process=held.process, version=1, excluded_on=TODAY, basis="Закон утратил силу", by=by, at=NOON
    )

    assert found(held.process.agency)["row_of_excluded_process"] == [f"row:{held.pk}"]


def test_confirmation_is_told_to_be_old_or_never_given():
    of = agency()
    known = confirm_touchpoint(touchpoint=touchpoint(of, "МФЦ"), on=TODAY, by=SYSTEM, at=NOON)
    touchpoint(of, "Портал")

    told = {str(finding.message) for finding in register_findings(of, date(2025, 3, 16))}

    assert told == {
        "«МФЦ»: сведения не подтверждали более 12 мес. (последний раз: 15.03.2024).",
        "«Портал»: сведения ещё ни разу не подтверждали.",
    }
    assert {finding.subject for finding in register_findings(of, date(2025, 3, 15))} != {
        f"touchpoint:{known.pk}"
    }


def test_overdue_report_names_the_unit():
    place = unit(agency())
    owed = update_task(row(process(place.agency, unit=place)).process)

    [late] = [
        one for one in register_findings(place.agency, date(2024, 3, 23)) if one.code == "report_overdue"
    ]

    assert late.subject == f"task:{owed.pk}"
    assert late.message == f"{place}: отчёт об изменениях ждали до 22.03.2024. Включён процесс"
    assert "report_overdue" not in found(place.agency, date(2024, 3, 22))


def test_checks_ask_the_database_as_often_however_many_rows(django_assert_num_queries):
    of = agency()
    for _time in range(2):
        row(process(of), touchpoint(of), content("Приём", bases=()))
    with django_assert_num_queries(8):
        list(register_findings(of, TODAY))

    for _time in range(5):
        row(process(of), touchpoint(of), content("Приём", bases=()))

    with django_assert_num_queries(8):
        list(register_findings(of, TODAY))
