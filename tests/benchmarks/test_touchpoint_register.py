"""The register of touchpoints of an agency with a thousand processes and ten thousand rows.

Processor seconds stand beside those on the clock: on a machine that others keep busy only the former tell of
the product (those of PostgreSQL's own processes are not in them).
"""

import json
import random
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from navstrechu.accounts.roles import Role
from navstrechu.organisation.models import Agency
from navstrechu.processes.models import ProcessGroup
from navstrechu.registers.models import EditionRow, RegisterEdition
from navstrechu.registers.printing import FORMATS, edition_file_of
from navstrechu.registers.queries import compared
from navstrechu.registers.services import freeze_edition
from navstrechu.touchpoints.importing import fingerprint, planned_rows
from navstrechu.touchpoints.models import Interaction, ProcessTouchpoint, RegisterDraft
from navstrechu.touchpoints.queries.checks import register_findings
from navstrechu.touchpoints.queries.coverage import group_coverage
from navstrechu.touchpoints.queries.importing import live_register
from navstrechu.touchpoints.reading import ReadRegister, read_isolated
from navstrechu.touchpoints.services.imports import confirm_import, prepare_import
from tests.benchmarks.large_register import PROCESSES, ROWS, large_register, said
from tests.benchmarks.measuring import Spent, spent
from tests.benchmarks.test_register_import import HEADER, merges, rows
from tests.factories import NOON, TODAY
from tests.factories.organisation import agency, member
from tests.factories.processes import channel_kind, process_group
from tests.factories.registers import approved
from tests.sessions import sign_in
from tests.touchpoints.reading.files import xlsx

pytestmark = pytest.mark.benchmark
FILTERS = {
    "as it opens": "",
    "searched": "?q=приём+заявлений",
    "searched in a group": "?q=приём+заявлений&group=3",
    "of a unit and a category": "?unit={unit}&category=in_person",
    "its last page": "?page=999",
}


@pytest.fixture
def large(db) -> Agency:
    return large_register()


def tell(what: str, figure: Spent, aim: str, baseline: str, reference: Spent) -> None:
    """One line of the report, with the relation to the baseline."""
    ratio = figure.processor / max(reference.processor, 0.001)
    print(
        f"\n{what} on {connection.vendor}: {figure} (aim {aim}); {baseline}: {reference}; {ratio:.1f} ×",
        end="",
    )


def bare_rows(own: Agency) -> Callable[[], object]:
    """The three tables behind the register read by the driver alone."""
    tables = (ProcessTouchpoint, Interaction, EditionRow)

    def read() -> None:
        with connection.cursor() as cursor:
            for model in tables:
                cursor.execute(f"SELECT * FROM {model._meta.db_table}")
                cursor.fetchall()

    return read


def test_page(large: Agency):
    reader, keeper = sign_in(member(Role.EMPLOYEE, large)), sign_in(member(Role.COORDINATOR, large))
    address = reverse("touchpoints:register", kwargs={"agency": large.code})
    baseline = spent(lambda: reader.get(reverse("accounts:sign-in")), times=20)

    for client, who in ((reader, "employee"), (keeper, "coordinator")):
        for words, query in FILTERS.items():
            asked = address + query.format(unit=large.units.order_by("pk")[0].pk)
            assert client.get(asked).status_code == 200
            with CaptureQueriesContext(connection) as queries:
                client.get(asked)
                number = len(queries)
            figure = spent(lambda client=client, asked=asked: client.get(asked), times=20)
            tell(
                f"register {words} for {who}, {number} queries",
                figure,
                "p95 ≤ 150 ms",
                "sign-in",
                baseline,
            )


def test_pages_and_reads_of_the_whole(large: Agency):
    client = sign_in(member(Role.EMPLOYEE, large))
    bare = spent(bare_rows(large))
    checks = reverse("touchpoints:checks", kwargs={"agency": large.code})
    assert client.get(checks).status_code == 200

    tell("checks of 10 000 rows", spent(lambda: register_findings(large, TODAY)), "–", "bare rows", bare)
    tell("page of the checks", spent(lambda: client.get(checks)), "≤ 1 s", "bare rows", bare)
    tell("register for an import", spent(lambda: live_register(large)), "–", "bare rows", bare)
    groups = list(ProcessGroup.objects.filter(agency=large).order_by("number"))
    covered = spent(lambda: [group_coverage(group, on=TODAY) for group in groups], times=3)
    tell("coverage of nine measures", covered, "–", "bare rows", bare)


def test_editions(large: Agency):
    keeper = member(Role.COORDINATOR, large)
    made: list[RegisterEdition] = []

    def freeze() -> None:
        made.append(freeze_edition(agency=large, register="touchpoints", by=keeper, at=NOON))

    frozen = [spent(freeze, times=1, warm_up=0)]
    approved(made[0])
    _change_a_tenth(large)
    frozen.append(spent(freeze, times=1, warm_up=0))
    approved(made[1], TODAY + timedelta(days=1))
    stored = [row.cells for row in made[1].rows.all()]
    bare = spent(bare_rows(large))

    tell(
        "edition of 10 000 rows frozen", min(frozen), "≤ 3 s", "bare rows written", _written(made[1], stored)
    )
    two = spent(lambda: compared(made[0], made[1]), times=5)
    tell("two stored editions compared", two, "≤ 2 s", "their bare rows read", bare)
    live = spent(lambda: compared(made[1], None), times=5)
    tell("an edition compared with the register", live, "≤ 2 s", "their bare rows read", bare)
    for fmt in FORMATS:
        file = spent(lambda fmt=fmt: edition_file_of(made[1], fmt), times=1, warm_up=0)
        tell(f"{fmt} of a stored edition", file, AIMS[fmt], "its bare rows read", bare)


AIMS = {"docx": "≤ 5 s", "xlsx": "≤ 3 s", "pdf": "≤ 20 s", "csv": "–", "json": "–"}


def _change_a_tenth(own: Agency) -> None:
    chance = random.Random(7)
    changed = list(ProcessTouchpoint.objects.filter(process__agency=own).order_by("pk")[::10])
    for row in changed:
        row.peculiarities = said(chance, 5, 14)
    ProcessTouchpoint.objects.bulk_update(changed, ["peculiarities"], batch_size=500)


def _written(edition: RegisterEdition, cells: list[dict[str, object]]) -> Spent:
    """The same cells as JSON into a bare table by the driver alone."""
    lines = [(edition.pk, at, json.dumps(held, ensure_ascii=False)) for at, held in enumerate(cells)]

    def write() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("CREATE TEMPORARY TABLE bare (edition integer, position integer, cells text)")
            cursor.executemany("INSERT INTO bare VALUES (%s, %s, %s)", lines)
            cursor.execute("DROP TABLE bare")

    return spent(write)


@pytest.mark.parametrize(
    "known", [False, True], ids=["into an empty register", "again, one row in ten changed"]
)
def test_import(db, known: bool):
    own = agency()
    for number in range(1, 10):
        process_group(own, number)
    for category in ("in_person", "digital", "online", "offline"):
        channel_kind(own, category=category)
    keeper = member(Role.COORDINATOR, own)
    data = xlsx(HEADER, *rows(), merges=merges())
    if known:
        _load(own, data, keeper)
        data = xlsx(HEADER, *_amended(), merges=merges())

    read = spent(lambda: read_isolated(data, "a.xlsx"), times=1, warm_up=0)
    saved = spent(lambda: _load(own, data, keeper), times=1, warm_up=0)

    what = "again, one row in ten changed" if known else "into an empty register"
    tell(
        f"file of {ROWS} rows and {PROCESSES} processes read and saved {what}",
        saved,
        "≤ 10 s",
        "reading",
        read,
    )
    assert ProcessTouchpoint.objects.live().count() == ROWS


def _load(own: Agency, data: bytes, keeper: object) -> None:
    reading = read_isolated(data, "a.xlsx")
    draft: RegisterDraft = prepare_import(
        agency=own, name="a.xlsx", data=data, reading=reading, by=keeper, at=NOON
    )
    found = ReadRegister.from_json(draft.content).rows
    seen = fingerprint(planned_rows(found, live_register(own), include_unknown=True))
    confirm_import(draft=draft, include_unknown=True, seen=seen, on=TODAY, by=keeper, at=NOON)


def _amended() -> list[tuple[str, ...]]:
    return [(*cells[:5], "По записи") if at % 10 == 0 else cells for at, cells in enumerate(rows())]
