"""How far the register covers a group of processes: what is there, what is missing, on the day asked."""

from datetime import date

import pytest

from navstrechu.processes.models import ProcessGroup
from navstrechu.touchpoints.queries.coverage import group_coverage
from navstrechu.touchpoints.values import InteractionText, RowContent
from tests.factories import TODAY
from tests.factories.organisation import agency
from tests.factories.processes import process, process_group
from tests.factories.registers import approved, register_edition
from tests.factories.touchpoints import ACT, content, removed_row, row, touchpoint

pytestmark = pytest.mark.django_db


def told(group: ProcessGroup, on: date = TODAY) -> dict[str, tuple[int, int, list[str]]]:
    return {
        line.code: (line.done, line.total, [item.subject for item in line.missing])
        for line in group_coverage(group, on=on)
    }


def test_lines_count_what_is_there_and_name_what_is_missing():
    own = agency()
    full, bare = process(own), process(own)
    baseless = row(full, says=RowContent((InteractionText("Приём"),)))
    silent = row(full, says=RowContent((), "", (ACT,)))
    agreed = row(full, touchpoint(own, agreements=()), content(bases=()))
    row(full)
    removed_row(bare)
    row(process(own, group=2))
    agreed.touchpoint.bases.create(position=1, kind="agreement", act="Соглашение № 1")

    assert told(process_group(own)) == {
        "touchpoints": (1, 2, [f"process:{bare.pk}"]),
        "interactions": (3, 4, [f"row:{silent.pk}"]),
        "bases": (3, 4, [f"row:{baseless.pk}"]),
        "edition": (0, 2, []),
    }


def test_processes_outside_the_edition_in_force_are_named():
    own = agency()
    held = process(own)
    row(held)
    row(held)
    edition = approved(register_edition(own))
    later = process(own)
    row(later)

    assert told(process_group(own), edition.in_force_from)["edition"] == (1, 2, [f"process:{later.pk}"])


def test_day_before_anything_stood_is_covered_by_nothing():
    held = row(process())

    lines = group_coverage(held.process.group, on=date(2020, 1, 1))

    assert [(line.done, line.total, line.is_met) for line in lines] == [(0, 0, False)] * 4
