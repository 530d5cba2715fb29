"""The register of ten thousand documents with texts, and an archive of eighty of them."""

import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from navstrechu.accounts.roles import Role
from navstrechu.acts.models import Act, ActRelation, ActWords
from navstrechu.core.text.stems import stems_of
from navstrechu.organisation.models import Agency
from tests.benchmarks.large_register import WORDS
from tests.benchmarks.measuring import spent
from tests.factories import NOON
from tests.factories.archives import made_archive
from tests.factories.drafting import written_act
from tests.factories.evidence import stored_file
from tests.factories.organisation import agency, member
from tests.sessions import sign_in

pytestmark = pytest.mark.benchmark
DOCUMENTS, OF_A_ROADMAP = 10_000, 80
# A text of three pages has about three hundred different stems.
WORDS_OF_A_TEXT = 300
STEMS = [f"{word}{number}" for word in WORDS[:30] for number in range(60)]
QUERIES = {
    "as it opens": "",
    "searched in texts": "?q=порядок+приёма+заявлений",
    "a rare word and a standing": "?q=документ777&standing=in_force",
    "in force": "?standing=in_force",
    "last page by number": "?sort=number&page=200",
}


@pytest.fixture
def large(db) -> Agency:
    own = agency()
    file, chance = stored_file(own), random.Random(5)
    first = date(2014, 1, 9)
    acts = [
        Act(
            agency=own, kind=chance.choice(("order", "report", "minutes")), number=str(number),
            dated=first + timedelta(days=number // 4), year=(first + timedelta(days=number // 4)).year,
            title=f"Об утверждении порядка {chance.choice(WORDS)} {number}", file=file,
            registered_at=NOON, registered_by_name="Соколова М. А.", changed_at=NOON,
        )
        for number in range(DOCUMENTS)
    ]  # fmt: skip
    with transaction.atomic():
        Act.objects.bulk_create(acts, batch_size=500)
        ActWords.objects.bulk_create(
            (
                ActWords(act=act, stems=stems_of(_said(number, act, chance)))
                for number, act in enumerate(acts)
            ),
            batch_size=500,
        )
        ActRelation.objects.bulk_create(
            ActRelation(
                source=acts[n + 50], target=acts[n], since=acts[n + 50].dated,
                relation="amends" if n % 3 else "repeals",
            )
            for n in range(0, DOCUMENTS - 100, 10)
        )  # fmt: skip
    return own


def _said(number: int, act: Act, chance: random.Random) -> str:
    return f"документ{number} {act.title} {' '.join(chance.sample(STEMS, WORDS_OF_A_TEXT))}"


def bare(own: Agency) -> Callable[[], None]:
    """The titles and stems of all documents, read by the driver alone."""

    def read() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT a.title, w.stems FROM acts_act a JOIN acts_actwords w ON w.act_id = a.id")
            cursor.fetchall()

    return read


def test_register(large: Agency):
    client = sign_in(member(Role.EMPLOYEE, large))
    address = reverse("documents:register", kwargs={"agency": large.code})
    signing_in = spent(lambda: client.get(reverse("accounts:sign-in")), times=20)
    print(f"\n{connection.vendor}: sign-in {signing_in}; bare rows {spent(bare(large))}", end="")

    for words, query in QUERIES.items():
        assert client.get(address + query).status_code == 200
        with CaptureQueriesContext(connection) as queries:
            client.get(address + query)
            number = len(queries)
        figure = spent(lambda query=query: client.get(address + query), times=20)
        print(f"\nregister {words}, {number} queries: {figure} (aim p95 ≤ 150 ms)", end="")


def test_archive(db):
    own = agency()
    for _ in range(OF_A_ROADMAP):
        written_act(own)

    figure = spent(lambda: made_archive(own), times=3, warm_up=0)
    assert made_archive(own).result["documents"] == OF_A_ROADMAP
    copied = spent(lambda: [act.file.path.read_bytes() for act in own.acts.all()], times=3)
    print(f"\narchive of {OF_A_ROADMAP} documents: {figure} (aim ≤ 60 s); their bytes read: {copied}", end="")
