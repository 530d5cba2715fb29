"""Registration: number by the mask without gap, the file, what follows; nothing changes afterwards."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from threading import Barrier

import docx as word
import pytest
from django.db import DatabaseError, connection, transaction

from navstrechu.accounts.roles import Role
from navstrechu.acts.models import Act, ActFile, ActKind, ActRelation, Relation
from navstrechu.core.errors import Conflict, DomainError, InputRefused, NotAllowed, StaleObject
from navstrechu.documents.official.stored import paper_of_json, text_json
from navstrechu.documents.official.values import Clause, Requisites
from navstrechu.documents.rendering import Format, render
from navstrechu.drafting.kinds import register_kind
from navstrechu.drafting.models import ActText, AgreementRound, Draft, NumberCounter
from navstrechu.drafting.papers import last_round, round_document
from navstrechu.drafting.queries.agreement import next_number
from navstrechu.drafting.queries.texts import latest_text
from navstrechu.drafting.services.agreement import send_draft, sign_draft
from navstrechu.drafting.services.consolidation import consolidate_text
from navstrechu.drafting.services.drafts import start_draft
from navstrechu.drafting.services.registration import register_draft
from navstrechu.drafting.tasks import print_act
from navstrechu.drafting.values import SignedFile
from navstrechu.drafting.vocabulary import VisaOrder
from navstrechu.files.models import StoredFile
from navstrechu.history.models import Event
from navstrechu.jobs.models import Job
from navstrechu.jobs.running import Run
from tests.factories import NOON, TODAY
from tests.factories.drafting import (
    CHANGING,
    TEXT,
    agreed_draft,
    deputy,
    number_mask,
    signed_draft,
    visa,
    written_act,
)
from tests.factories.evidence import PDF, act
from tests.factories.organisation import agency, member

pytestmark = pytest.mark.django_db
SCAN = SignedFile("скан.pdf", PDF)
AT_ONCE = 50


def registered(made: Draft, number: str = "", dated: date = TODAY, today: date = TODAY, **values) -> Act:
    by = values.pop("by", None) or member(Role.COORDINATOR, made.agency)
    return register_draft(draft=made, dated=dated, number=number, today=today, by=by, at=NOON, **values)


def test_registered_document_has_number_file_text_and_a_job_for_its_printed_form():
    of = agency()
    number_mask(of, "{номер}-од/{гг}")
    made = signed_draft(of)

    given = registered(made)

    assert (given.number, given.dated, given.title) == ("1-од/24", TODAY, TEXT.title)
    assert (made.status, made.act) == ("registered", given)
    text = given.texts.get()
    assert (text.number, text.made_by, text.since) == (0, given, TODAY)
    assert text.paper == last_round(made).paper
    lines = [one.text for one in word.Document(BytesIO(given.file.path.read_bytes())).paragraphs]
    assert any("Утвердить порядок приёма заявлений." in line for line in lines)
    assert Event.objects.get(verb="draft_registered").comment == str(given)
    assert Job.objects.get(kind="print-act").order == {"act": given.pk}


def test_kept_file_is_the_page_with_its_requisites():
    given = registered(signed_draft(agency()))
    round = AgreementRound.objects.get(draft__act=given)
    stands = render(round_document(round, Requisites(given.number, given.dated)), Format.DOCX).content

    assert given.file.path.read_bytes() == stands


def test_worker_keeps_the_printed_form_once():
    given = registered(signed_draft(agency()))
    for _time in range(2):
        print_act(Run(Job.objects.get(kind="print-act")))

    kept = given.files.get()
    assert (kept.role, kept.file.media_type, kept.file.path.read_bytes()[:5]) == (
        "printed",
        "application/pdf",
        b"%PDF-",
    )


def test_numbers_follow_each_other_by_kind_and_year_and_pass_over_given_ones():
    of = agency()
    act(of, number="2", dated=date(2024, 1, 10))

    numbers = [registered(signed_draft(of)).number for _number in range(3)]

    assert numbers == ["1", "3", "4"]
    assert next_number(of, ActKind.ORDER, TODAY) == "5"
    assert next_number(of, ActKind.ORDER, date(2025, 1, 9)) == "1"
    assert next_number(of, ActKind.REPORT, TODAY) == "1"
    assert next_number(agency(), ActKind.ORDER, TODAY) == "1"


def test_given_number_leaves_the_counter_alone():
    of = agency()

    assert registered(signed_draft(of), number=" № 17-к ").number == "17-к"
    assert registered(signed_draft(of)).number == "1"


def test_refused_registration_uses_no_number_and_keeps_no_file():
    of = agency()
    made = signed_draft(of)
    act(of, number="5")

    with pytest.raises(Conflict, match="уже зарегистрирован") as taken:
        registered(made, number="5")
    with pytest.raises(InputRefused, match="скан.pdf"):
        registered(made, signed=SignedFile("скан.pdf", b"MZ\x90\x00" + b"\x00" * 64))

    assert taken.value.field == "number"
    made.refresh_from_db()
    assert (made.status, StoredFile.objects.count(), ActFile.objects.count()) == ("signed", 1, 0)
    assert registered(made).number == "1"


@pytest.mark.parametrize(
    ("dated", "sentence"),
    [
        (TODAY - timedelta(days=1), "не может быть раньше"),
        (TODAY + timedelta(days=1), "ещё не наступила"),
    ],
)
def test_wrong_date_is_refused(dated, sentence):
    made = signed_draft(agency())

    with pytest.raises(InputRefused, match=sentence) as refused:
        registered(made, dated=dated)

    assert (refused.value.field, Act.objects.count()) == ("dated", 0)


def test_document_is_not_dated_before_its_signature():
    of = agency()
    made = agreed_draft(of)
    sign_draft(draft=made, by=member(Role.RESPONSIBLE, of), at=NOON + timedelta(days=2))

    with pytest.raises(InputRefused, match="Документ подписан 17.03.2024") as refused:
        registered(made, dated=TODAY + timedelta(days=1), today=TODAY + timedelta(days=2))
    assert refused.value.field == "dated"
    signed_on = TODAY + timedelta(days=2)
    assert registered(made, dated=signed_on, today=signed_on).dated == signed_on


def test_registered_twice_is_a_conflict():
    made = signed_draft(agency())
    seen = Draft.objects.select_related("agency").get(pk=made.pk)
    registered(made)

    with pytest.raises(Conflict, match="уже зарегистрирован"):
        registered(made)
    with pytest.raises(StaleObject):
        registered(seen)
    assert (Act.objects.count(), NumberCounter.objects.get().last) == (1, 1)


def test_document_signed_on_paper_needs_its_scan_and_another_person():
    of = agency()
    author = member(Role.COORDINATOR, of)
    made = agreed_draft(of, author)

    with pytest.raises(NotAllowed, match="регистрирует не его автор"):
        registered(made, by=author, signed=SCAN)
    with pytest.raises(InputRefused, match="Приложите скан") as refused:
        registered(made)
    assert refused.value.field == "signed"
    given = registered(made, signed=SCAN)
    assert [(one.role, one.file.name) for one in given.files.all()] == [("scan", "скан.pdf")]
    assert Draft.objects.get().signed_at is None


def test_author_of_a_signed_document_may_register_it():
    of = agency()
    author = member(Role.COORDINATOR, of)

    assert registered(signed_draft(of, author), by=author).number == "1"


def test_draft_under_agreement_is_not_registered():
    made = visa(agency()).round.draft

    with pytest.raises(Conflict, match="Сначала документ нужно согласовать"):
        registered(made, signed=SCAN)


def test_amending_order_gives_the_document_its_next_wording():
    of = agency()
    target = written_act(of, number="7")
    made = signed_changing(of, target, Relation.AMENDS)
    given = registered(made)

    relation = ActRelation.objects.get()
    assert (relation.source, relation.target, relation.relation) == (given, target, "amends")
    text = latest_text(target)
    paper = paper_of_json(text.paper)
    assert (text.number, text.made_by, text.since) == (1, given, TODAY)
    assert paper.text.clauses == (Clause("Новая редакция."),)
    assert [line.replace("\u00a0", " ") for line in paper.amended_by] == [
        f"от 15 марта 2024 г. № {given.number}"
    ]
    assert ActText.objects.filter(act=target).count() == 2
    assert [event.verb for event in Event.objects.filter(subject_id=str(target.pk), verb="act_amended")] == [
        "act_amended"
    ]


def test_wording_is_not_dated_before_the_one_that_it_contains():
    of = agency()
    target = written_act(of)

    with pytest.raises(InputRefused, match="действует в редакции от 15.03.2024") as refused:
        consolidate_text(target=target, amending=act(of, number="76", dated=TODAY - timedelta(days=1)))
    assert (refused.value.field, target.texts.count()) == ("dated", 1)
    made = consolidate_text(target=target, amending=act(of, number="77", dated=TODAY))
    assert made is not None
    assert (made.number, made.since) == (1, TODAY)


def test_document_is_repealed_once():
    of = agency()
    target = act(of)
    first, second = (signed_changing(of, target, Relation.REPEALS) for _number in range(2))

    registered(first)
    with pytest.raises(Conflict, match="уже не действует"):
        registered(second)
    assert (ActRelation.objects.get().relation, Draft.objects.get(pk=second.pk).status) == (
        "repeals",
        "signed",
    )


def signed_changing(of, target: Act, relation: Relation) -> Draft:
    """A signed order that does something to a document."""
    deputy(of)
    by = member(Role.COORDINATOR, of)
    kind = replace(CHANGING, changes=relation)
    register_kind(kind)
    made = start_draft(agency=of, kind=kind, targets=[target], by=by, at=NOON)
    if made.becomes:
        becomes = text_json(replace(TEXT, clauses=(Clause("Новая редакция."),)))
        Draft.objects.filter(pk=made.pk).update(becomes=becomes)
        made.refresh_from_db()
    send_draft(draft=made, visas=[], order=VisaOrder.SEQUENTIAL, today=TODAY, by=by, at=NOON)
    return sign_draft(draft=made, by=member(Role.RESPONSIBLE, of), at=NOON)


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("acts_act", "title = 'Другой'"),
        ("acts_act", "number = '999'"),
        ("acts_act", "dated = '2020-01-01'"),
        ("drafting_acttext", "paper = '{}'"),
        ("drafting_acttext", "since = '2020-01-01'"),
        ("drafting_agreementround", "paper = '{}'"),
        ("drafting_agreementround", "checksum = 'x'"),
        ("drafting_draft", "text = '{}'"),
        ("drafting_draft", "act_id = NULL, status = 'signed'"),
        ("drafting_draft", "signed_by_name = 'Другой'"),
        ("drafting_draftversion", "text = '{}'"),
        ("files_storedfile", "sha256 = 'x'"),
    ],
)
def test_registered_document_is_not_changed_by_sql(table, columns):
    registered(signed_draft(agency()))

    with (
        pytest.raises(DatabaseError, match="never changes|не меняется|frozen|change"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE {table} SET {columns}")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")


@pytest.mark.django_db(transaction=True)
def test_fifty_registrations_at_once_get_fifty_numbers_without_gap():
    of = agency()
    drafts = [signed_draft(of) for _number in range(AT_ONCE)]
    people = [member(Role.COORDINATOR, of) for _number in range(AT_ONCE)]
    together = Barrier(AT_ONCE)

    def work(number: int) -> str:
        together.wait(timeout=60)
        try:
            found = Draft.objects.select_related("agency").get(pk=drafts[number].pk)
            return registered(found, by=people[number]).number
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        given = list(pool.map(work, range(AT_ONCE)))

    assert sorted(given, key=int) == [str(number) for number in range(1, AT_ONCE + 1)]
    assert Draft.objects.filter(status="registered").count() == AT_ONCE
    for one in Act.objects.select_related("file"):
        cells = word.Document(BytesIO(one.file.path.read_bytes())).tables[0]._cells
        assert f"№ {one.number}" in [cell.text.replace("\u00a0", " ") for cell in cells]


@pytest.mark.django_db(transaction=True)
def test_of_two_registrars_at_once_one_registers():
    made = signed_draft(agency())
    people = [member(Role.COORDINATOR, made.agency) for _number in range(2)]
    together = Barrier(2)

    def work(number: int) -> object:
        found = Draft.objects.select_related("agency").get(pk=made.pk)
        together.wait(timeout=30)
        try:
            return registered(found, by=people[number]).number
        except DomainError as error:
            return type(error)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(work, range(2)))

    assert answers.count("1") == 1
    assert {one for one in answers if one != "1"} <= {Conflict, StaleObject}
    assert (Act.objects.count(), NumberCounter.objects.get().last) == (1, 1)
