"""Server time of the register's page in an agency with a thousand processes and ten thousand rows."""

import pytest
from django.db import connection
from django.urls import reverse

from navstrechu.accounts.roles import Role
from navstrechu.core.text.name_keys import name_key
from navstrechu.core.text.stems import stems_of
from navstrechu.organisation.models import Agency
from navstrechu.processes.models import Process
from navstrechu.touchpoints.models import Basis, Interaction, ProcessTouchpoint, Touchpoint
from tests.benchmarks.measuring import median_ms, show
from tests.factories import NOON
from tests.factories.organisation import member
from tests.factories.processes import channel_kind, process, process_group
from tests.sessions import sign_in

pytestmark = pytest.mark.benchmark
PROCESSES, PLACES, ROWS_OF_A_PROCESS = 1_000, 2_000, 10
ADDRESSES = {
    "all": "",
    "search": "?q=приема заявлений",
    "rare": "?q=выплата 777",
    "group": "?group=3",
    "search and filters": "?q=документов&group=5&category=digital",
    "last page": "?page=166",
}


def big_agency() -> Agency:
    """Rows written in bulk: the services would need minutes for what only has to be read."""
    kept = process()
    own = kept.agency
    groups, channel = [process_group(own, number) for number in range(1, 10)], channel_kind(own)
    titles = [f"Назначение ежемесячной выплаты вида {number} семьям с детьми" for number in range(PROCESSES)]
    processes = Process.objects.bulk_create(
        Process(
            agency=own, group=groups[at * 9 // PROCESSES], code=f"9.{at:04}", title=title,
            object_kind="service", scope="main", reach="internal", included_on=kept.included_on,
            inclusion_basis="Приказ", stems=stems_of(title), changed_at=NOON,
        )
        for at, title in enumerate(titles)
    )  # fmt: skip
    names = [f"Кабинет приема № {number}, улица Ленина, дом {number}" for number in range(PLACES)]
    places = Touchpoint.objects.bulk_create(
        Touchpoint(
            agency=own, name=name, name_key=name_key(name), channel=channel, stems=stems_of(name),
            changed_at=NOON,
        )
        for name in names
    )  # fmt: skip
    said = "Прием заявлений и документов; проверка сведений; выдача результата"
    rows = ProcessTouchpoint.objects.bulk_create(
        ProcessTouchpoint(
            process=one, touchpoint=places[(at * ROWS_OF_A_PROCESS + place) % PLACES], position=place,
            peculiarities="Предварительная запись", stems=stems_of(said), changed_at=NOON,
        )
        for at, one in enumerate(processes)
        for place in range(ROWS_OF_A_PROCESS)
    )  # fmt: skip
    Interaction.objects.bulk_create(
        Interaction(link=row, position=place, text=text)
        for row in rows
        for place, text in enumerate(said.split("; "))
    )
    Basis.objects.bulk_create(
        Basis(link=row, position=1, kind="regulatory", act="Федеральный закон № 210-ФЗ") for row in rows
    )
    return own


def test_page(db):
    own = big_agency()
    client = sign_in(member(Role.COORDINATOR, own))
    base = reverse("touchpoints:register", args=[own.code])
    reference = median_ms(lambda: client.get(reverse("accounts:sign-in")))
    for what, query in ADDRESSES.items():
        assert client.get(base + query).status_code == 200

        measured = median_ms(lambda query=query: client.get(base + query), times=15)

        show(f"register, {what}, on {connection.vendor}", measured, "≤ 150", "accounts:sign-in", reference)
