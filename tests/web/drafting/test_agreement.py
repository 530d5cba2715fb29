"""Pages of agreement: the list of visas without scripts, a visa, signature, registration, what waits."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.acts.models import Act
from navstrechu.core.text.dates import date_in_figures
from navstrechu.documents.official.stored import text_of_json
from navstrechu.documents.official.values import Clause
from navstrechu.drafting.models import ActText, AgreementRound, Draft, DraftVersion, Visa
from navstrechu.drafting.services.agreement import recall_draft, send_draft
from navstrechu.drafting.services.drafts import save_draft
from navstrechu.drafting.values import DraftContent, VisaWanted
from navstrechu.drafting.vocabulary import Decision, VisaOrder
from navstrechu.files.models import StoredFile
from navstrechu.organisation.models import Agency, Post
from navstrechu.organisation.queries import today_in
from tests.factories import NOON, TODAY
from tests.factories.drafting import (
    agreed_draft,
    agreement_round,
    decided,
    held_post,
    holder_of,
    signed_draft,
    visa,
    written_act,
)
from tests.factories.drafting import draft as plain_draft
from tests.factories.evidence import act
from tests.factories.organisation import member, membership, post
from tests.sessions import sign_in
from tests.web.visiting import errors, section, texts

pytestmark = pytest.mark.django_db


def path(draft: Draft, tail: str) -> str:
    return f"/agency/{draft.agency.code}/drafts/{draft.pk}/{tail}/"


def visa_path(found: Visa, tail: str = "") -> str:
    return f"/agency/{found.post.agency.code}/drafts/visas/{found.pk}/{tail}"


def lines(response) -> list[tuple[str, str]]:
    return [(line.post.title, line.term) for line in response.context["lines"]]


def test_list_of_visas_is_made_by_buttons_alone(own: Agency, coordinator: User):
    made = plain_draft(own, coordinator)
    first, second = held_post(own, "Первый"), held_post(own, "Второй")
    client = sign_in(coordinator)
    assert lines(client.get(path(made, "send"))) == []

    body = {"action": "add", "new_post": first.pk, "new_term": "5", "order": "parallel"}
    page = client.post(path(made, "send"), body)
    assert (page.status_code, lines(page)) == (200, [("Первый", "5")])
    body = {"action": "add", "post": [first.pk], "term": ["4"], "new_post": second.pk, "new_term": ""}
    page = client.post(path(made, "send"), body)
    assert lines(page) == [("Первый", "4"), ("Второй", "3")]
    both = {"post": [first.pk, second.pk], "term": ["4", "x"], "order": "parallel"}
    page = client.post(path(made, "send"), both | {"action": f"up-{second.pk}"})
    assert lines(page) == [("Второй", "x"), ("Первый", "4")]
    page = client.post(path(made, "send"), both | {"action": f"down-{first.pk}"})
    assert lines(page) == [("Второй", "x"), ("Первый", "4")]
    page = client.post(path(made, "send"), both | {"action": f"remove-{first.pk}"})
    assert lines(page) == [("Второй", "x")]

    page = client.post(path(made, "send"), both | {"action": "send"})
    assert page.status_code == 422
    assert errors(page) == {"": "Срок визы «Второй» – число рабочих дней от 1 до 60."}
    assert lines(page) == [("Первый", "4"), ("Второй", "x")]
    assert made.rounds.count() == 0

    page = client.post(path(made, "send"), both | {"action": "send", "term": ["4", "2"]})
    assert page.status_code == 302
    asked = Visa.objects.order_by("position").values_list("post__title", "term_days")
    assert list(asked) == [("Первый", 4), ("Второй", 2)]
    assert made.rounds.get().order == "parallel"


def test_fragment_of_the_list(own: Agency, coordinator: User):
    made = plain_draft(own, coordinator)
    first = held_post(own, "Первый")
    headers = {"HX-Request": "true", "HX-Target": "visa-list"}

    page = sign_in(coordinator).post(
        path(made, "send"), {"action": "add", "new_post": first.pk}, headers=headers
    )

    assert page.content.decode().lstrip().startswith('<div id="visa-list"')


def test_posts_that_cannot_put_a_visa_are_named(own: Agency, coordinator: User):
    made = plain_draft(own, coordinator)
    vacant, of_author = post(own, "Свободная"), held_post(own, "Авторская", account=coordinator)

    page = sign_in(coordinator).post(
        path(made, "send"),
        {"action": "send", "order": "sequential", "post": [vacant.pk, of_author.pk], "term": ["3", "3"]},
    )

    assert page.status_code == 422
    assert "Должность «Авторская» занимает тот, кто писал документ" in errors(page)[""]
    assert [str(one.message).split(" ")[1] for one in page.context["post_findings"]] == [
        "«Свободная»",
        "«Авторская»",
    ]


def test_draft_with_blockers_cannot_be_sent(own: Agency, coordinator: User):
    made = plain_draft(own, coordinator)
    Draft.objects.filter(pk=made.pk).update(signatory=None)

    page = sign_in(coordinator).get(path(made, "send"))

    assert section(page, "problems") == [
        "Не указано, кто подписывает документ. Исправить: Не указано, кто подписывает документ."
    ]
    assert "Сначала исправьте то, что мешает отправить" in page.content.decode()


def test_visa_page_shows_what_was_sent_and_keeps_typed_words(own: Agency):
    made = visa(own)
    client = sign_in(holder_of(made.post))

    page = client.get(visa_path(made))
    assert "Утвердить порядок приёма заявлений." in page.content.decode()
    assert texts(page, "//aside//form//button") == [
        "Согласовать",
        "Согласовать с замечаниями",
        "Не согласовать",
    ]
    refused = client.post(visa_path(made), {"decision": "refused", "remarks": " "})
    assert (refused.status_code, list(errors(refused))) == (422, ["remarks"])
    done = client.post(visa_path(made), {"decision": "refused", "remarks": "Нет основания."})
    assert done.status_code == 302
    made.refresh_from_db()
    assert (made.decision, made.remarks) == ("refused", "Нет основания.")
    again = client.post(visa_path(made), {"decision": "agreed", "remarks": "Всё же да."})
    assert (again.status_code, again.context["form"].data["remarks"]) == (409, "Всё же да.")


def test_author_reads_the_visa_and_is_told_why_not(own: Agency, coordinator: User):
    made = visa(own, coordinator)

    page = sign_in(coordinator).get(visa_path(made))

    assert texts(page, "//aside//form") == []
    assert "Автор не визирует и не подписывает" in page.content.decode()


def test_second_round_shows_what_changed(own: Agency, coordinator: User):
    asked = held_post(own)
    first = agreement_round(own, [asked], by=coordinator)
    decided(first.visas.get(), Decision.REFUSED, "Дополните.")
    made = Draft.objects.select_related("agency").get(pk=first.draft_id)
    second = sent_with_another_clause(made, asked)

    page = sign_in(holder_of(asked)).get(visa_path(second))

    assert texts(page, "//ins") == ["стало: 3. Контроль за исполнением возложить на отдел."]
    assert "Дополните." in page.content.decode()


def sent_with_another_clause(made: Draft, asked: Post) -> Visa:
    text = text_of_json(made.text)
    clauses = (*text.clauses, Clause("Контроль за исполнением возложить на отдел."))
    content = DraftContent(replace(text, clauses=clauses))
    save_draft(draft=made, content=content, version=made.version, by=made.author, at=NOON)
    round = send_draft(
        draft=made,
        visas=[VisaWanted(asked)],
        order=VisaOrder.SEQUENTIAL,
        today=TODAY,
        by=made.author,
        at=NOON,
    )
    return round.visas.get()


def test_visa_is_passed_on(own: Agency, coordinator: User):
    made = agreement_round(own, [post(own, "Свободная")], by=coordinator).visas.get()
    other = held_post(own, "Занятая")

    page = sign_in(coordinator).post(visa_path(made, "pass-on/"), {"post": other.pk})

    made.refresh_from_db()
    assert (page.status_code, made.post) == (302, other)


def test_what_waits_is_on_the_page_of_visas_and_on_the_first_page(own: Agency, coordinator: User):
    made = visa(own, coordinator)
    agreed_draft(own, coordinator)
    signed_draft(own, coordinator)
    holder, responsible = holder_of(made.post), member(Role.RESPONSIBLE, own)
    base = f"/agency/{own.code}/"

    def sections(user: User) -> dict[str, str]:
        page = sign_in(user).get(f"{base}drafts/visas/")
        heads = texts(page, "//main//section/div[@class='section__head']/h2")
        return dict(zip(heads, texts(page, "//main//section//*[@class='count']"), strict=True))

    assert sections(holder) == {"Согласовать": "1", "Отправленные мной": "0"}
    assert sections(responsible) == {
        "Согласовать": "0",
        "Подписать": "1",
        "Зарегистрировать": "1",
        "Отправленные мной": "0",
    }
    assert sections(coordinator) == {"Согласовать": "0", "Зарегистрировать": "1", "Отправленные мной": "3"}
    late = "Ждут вашей визы: 1 документ, просрочено – 1."
    assert late in section_text(sign_in(holder).get(base))
    waits = section_text(sign_in(responsible).get(base))
    assert "Согласованы и ждут вашей подписи: 1 документ." in waits
    assert "Подписаны и ждут регистрации: 1 документ." in waits


def section_text(page) -> str:
    return " ".join(texts(page, "//section[@aria-labelledby='waiting']"))


def test_queries_do_not_grow_with_what_waits(own: Agency, coordinator: User):
    asked = held_post(own)
    client = sign_in(holder_of(asked))

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get(f"/agency/{own.code}/drafts/visas/")
        return len(found)

    agreement_round(own, [asked], by=coordinator)
    queries()  # the first visit of a session reads more
    few = queries()
    for _number in range(4):
        agreement_round(own, [asked], by=coordinator)
    assert queries() == few


def test_signature_and_return(own: Agency, coordinator: User):
    responsible = sign_in(member(Role.RESPONSIBLE, own))
    made, other = agreed_draft(own, coordinator), agreed_draft(own, coordinator)

    assert responsible.post(path(made, "sign"), {"version": made.version}).status_code == 302
    assert responsible.post(path(other, "return"), {"remarks": ""}).status_code == 422
    assert responsible.post(path(other, "return"), {"remarks": "Уточните."}).status_code == 302
    found = Draft.objects.order_by("pk").values_list("status", flat=True)
    assert list(found) == ["signed", "returned"]
    assert responsible.get(path(made, "sign")).status_code == 409


def test_what_was_sent_anew_is_not_signed_on_a_page_opened_before(own: Agency, coordinator: User):
    responsible = sign_in(member(Role.RESPONSIBLE, own))
    made = agreed_draft(own, coordinator)
    page = responsible.get(path(made, "sign"))
    shown = html.fromstring(page.content).xpath("string(//input[@name='version']/@value)")
    recall_draft(draft=made, reason="Исправить.", by=coordinator, at=NOON)
    send_draft(draft=made, visas=[], order=VisaOrder.PARALLEL, today=TODAY, by=coordinator, at=NOON)

    assert responsible.post(path(made, "sign"), {"version": shown}).status_code == 409
    assert responsible.post(path(made, "sign")).status_code == 409
    made.refresh_from_db()
    assert made.status == "agreed"
    assert responsible.post(path(made, "sign"), {"version": made.version}).status_code == 302


def test_registration_refuses_with_everything_typed(own: Agency, coordinator: User):
    made = signed_draft(own, coordinator)
    act(own, number="5")
    client, today = sign_in(coordinator), today_in(own)
    program = SimpleUploadedFile("скан.pdf", b"MZ\x90\x00" + bytes(64))

    page = client.get(path(made, "register"))
    assert "Следующий номер – 1" in " ".join(texts(page, "//form/p"))
    for body, status, field, sentence in (
        ({"dated": "14.03.2024"}, 422, "dated", "не может быть раньше"),
        ({"dated": date_in_figures(today + timedelta(days=1))}, 422, "dated", "ещё не наступила"),
        ({"dated": "15.03.2024", "number": "5"}, 409, "number", "уже зарегистрирован"),
        ({"dated": "15.03.2024", "signed": program}, 422, "signed", "скан.pdf"),
    ):
        page = client.post(path(made, "register"), {"number": "77", "version": made.version, **body})
        assert page.status_code == status
        assert list(errors(page)) == [field]
        assert sentence in errors(page)[field]
        typed = {"number": "77", **body}
        assert [page.context["form"].data[name] for name in ("dated", "number")] == [
            typed["dated"],
            typed["number"],
        ]
    assert Act.objects.count() == 1


def test_registration_leads_to_the_document(own: Agency, coordinator: User):
    made = signed_draft(own, coordinator)

    body = {"dated": "15.03.2024", "number": "", "version": made.version}
    page = sign_in(coordinator).post(path(made, "register"), body)

    given = Act.objects.get()
    assert (page.status_code, given.number) == (302, "1")
    assert page.headers["Location"] == f"/agency/{own.code}/documents/{given.pk}/"
    assert sign_in(coordinator).get(path(made, "register")).status_code == 409


def test_signed_on_paper_needs_the_scan(own: Agency, coordinator: User):
    made = agreed_draft(own, coordinator)
    client = sign_in(member(Role.COORDINATOR, own))

    page = client.post(path(made, "register"), {"dated": "15.03.2024", "version": made.version})

    assert errors(page) == {"signed": "Документ не подписан в системе: приложите скан подписанного листа."}


@pytest.mark.parametrize(("fmt", "begins"), [("docx", b"PK"), ("pdf", b"%PDF")])
def test_sheet_and_round_leave_as_files(own: Agency, fmt: str, begins: bytes):
    round = agreement_round(own)
    client = sign_in(member(Role.EMPLOYEE, own))
    base = f"/agency/{own.code}/drafts/{round.draft_id}/"

    for address in (f"sheet.{fmt}", f"rounds/1/file.{fmt}"):
        assert client.get(base + address).content.startswith(begins)
    assert [client.get(base + one).status_code for one in ("sheet.txt", "rounds/2/file.docx")] == [404, 404]


def test_registered_document_is_changed_by_no_page(own: Agency, coordinator: User):
    given = written_act(own)
    made = Draft.objects.select_related("agency").get(act=given)
    everything = member(Role.COORDINATOR, own)
    membership(everything, Role.RESPONSIBLE, own)
    client = sign_in(everything)
    before = stored()
    bodies = {
        "send": {"action": "send", "order": "sequential"},
        "recall": {"reason": "Ошибка."},
        "return": {"remarks": "Ошибка."},
        "sign": {"version": made.version},
        "register": {"dated": "15.03.2024", "number": "99", "version": made.version},
        "withdraw": {"reason": "Ошибка."},
        "edit": {"title": "Иное", "clauses": "1. Иное.", "version": str(made.version)},
        "versions/1/restore": {"version": str(made.version)},
    }

    answers = {tail: client.post(path(made, tail), body).status_code for tail, body in bodies.items()}

    assert {tail: code for tail, code in answers.items() if code not in {405, 409, 422}} == {}
    assert stored() == before


def stored() -> list[list[tuple]]:
    """Everything of documents that is kept."""
    models = (Act, Draft, DraftVersion, AgreementRound, Visa, ActText, StoredFile)
    return [list(model.objects.order_by("pk").values_list()) for model in models]
