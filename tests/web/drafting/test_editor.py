"""The editor of a draft: what is typed is saved, or refused and kept, and shown as it will be printed."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.documents.official.outline import read_outline
from navstrechu.documents.official.stored import text_json, text_of_json
from navstrechu.documents.official.values import Annex, Mark, OfficialText
from navstrechu.drafting.models import Draft, PhraseForms
from navstrechu.drafting.services.drafts import save_draft
from navstrechu.drafting.values import DraftContent
from navstrechu.organisation.models import Agency
from navstrechu.web.drafting.text_form import TextEditor, TextForm
from tests.drafting.samples import SAMPLE
from tests.factories import NOON
from tests.factories.drafting import CHANGING, agreement_round
from tests.factories.drafting import draft as make_draft
from tests.factories.organisation import member
from tests.sessions import sign_in
from tests.web.visiting import FRAGMENT, errors, texts, tree

pytestmark = pytest.mark.django_db
EVERYTHING = OfficialText(
    "О проверке",
    "В целях порядка п р и к а з ы в а ю:",
    read_outline("1. Утвердить Порядок.\n2. Контроль:\n1) за сроками;\nа) по отделам;\n2) за текстом."),
    (
        Annex(
            ("Порядок", "проверки"),
            read_outline("# Общее\n1.1. Пункт."),
            (Annex(("Форма",), read_outline("[[проверки]]"), to="к Порядку проверки", is_landscape=True),),
            is_approved=True,
        ),
        Annex(("Состав",), read_outline("Абзац без номера")),
    ),
)


def path(draft: Draft, tail: str = "edit/") -> str:
    return f"/agency/{draft.agency.code}/drafts/{draft.pk}/{tail}"


def body(draft: Draft, text: OfficialText, **other: object) -> dict[str, object]:
    """The fields of a text as a browser sends them."""
    values: dict[str, object] = {**TextForm.values_of(text), "version": draft.version}
    for annex in TextEditor.of_text(text).annexes:
        sent = {
            f"{annex.prefix}-{name}": value for name, value in annex.initial.items() if value is not False
        }
        values |= sent
    return {**values, **other}


@pytest.fixture
def client(coordinator: User) -> Client:
    return sign_in(coordinator)


def test_fields_say_the_stored_text(client: Client, draft: Draft):
    save_draft(draft=draft, content=DraftContent(EVERYTHING), version=1, by=draft.author, at=NOON)
    page = client.get(path(draft))

    assert texts(page, "//textarea[@name='title']") == ["О проверке"]
    assert [one.get("name") for one in tree(page).xpath("//fieldset//select")] == [
        "annex-0-level", "annex-1-level", "annex-2-level",
    ]  # fmt: skip
    assert texts(page, "//fieldset//option[@selected]") == [
        "к самому документу", "к приложению выше", "к самому документу",
    ]  # fmt: skip


def test_sent_fields_are_the_text_again(client: Client, draft: Draft):
    answer = client.post(path(draft), body(draft, EVERYTHING, note="первая правка"))

    assert (answer.status_code, answer.headers["Location"]) == (302, path(draft))
    draft.refresh_from_db()
    assert text_of_json(draft.text) == EVERYTHING
    assert [(one.number, one.note) for one in draft.versions.order_by("number")] == [
        (1, ""), (2, "первая правка"),
    ]  # fmt: skip
    assert tree(client.get(path(draft))).xpath("//@data-draft-saved") == [f"draft-{draft.pk}"]


def test_unknown_place_is_refused_and_nothing_is_lost(client: Client, draft: Draft):
    typed = body(draft, EVERYTHING, clauses="1. Передать {дательный органа}.")
    page = client.post(path(draft), typed)

    assert page.status_code == 422
    assert "Подстановки «{дательный органа}» нет. Есть: {орган}" in errors(page)[""]
    assert texts(page, "//textarea[@name='clauses']") == ["1. Передать {дательный органа}."]
    assert texts(page, "//textarea[@name='annex-1-title']") == ["Форма"]
    assert draft.versions.count() == 1


def test_empty_title_is_refused_beside_its_field(client: Client, draft: Draft):
    page = client.post(path(draft), body(draft, EVERYTHING, title="  "))

    assert (page.status_code, errors(page)) == (422, {"title": "Укажите заголовок документа."})


def test_second_editor_sees_both_texts_and_saves_over(client: Client, draft: Draft):
    other = OfficialText("О другом", "", read_outline("1. Иное."))
    save_draft(draft=draft, content=DraftContent(other), version=1, by=draft.author, at=NOON)
    mine = body(draft, EVERYTHING) | {"version": 1}
    page = client.post(path(draft), mine)

    assert page.status_code == 409
    assert "уже изменил другой сотрудник" in errors(page)[""]
    first, second = tree(page).xpath("//*[@class='versions']/section")
    assert "О проверке" in first.text_content()
    assert "О другом" in second.text_content()
    assert texts(page, "//textarea[@name='title']") == ["О проверке"]
    again = mine | {"version": tree(page).xpath("//input[@name='version']/@value")[0]}
    assert client.post(path(draft), again).status_code == 302
    draft.refresh_from_db()
    assert draft.title == "О проверке"


def test_long_and_forbidden_text_is_kept_without_what_no_document_holds(client: Client, draft: Draft):
    title = "\n".join(f"Строка {number}" for number in range(1, 201))
    clauses = "\n".join(f"{number}. {'слово ' * 20}" for number in range(1, 260))
    typed = body(draft, EVERYTHING, title=title + "\x00\x07", clauses=clauses + "\x0b\ufffe")
    answer = client.post(path(draft), typed)

    assert (len(clauses) > 30_000, answer.status_code) == (True, 302)
    draft.refresh_from_db()
    saved = text_of_json(draft.text)
    assert (saved.title, len(saved.clauses)) == (title, 259)
    assert client.get(path(draft)).status_code == 200


@pytest.mark.parametrize(
    ("do", "titles"),
    [
        ("annex-add", ["Порядок проверки", "Форма", "Состав", ""]),
        ("annex-remove-1", ["Порядок проверки", "Состав"]),
        ("annex-up-2", ["Порядок проверки", "Состав", "Форма"]),
        ("annex-up-0", ["Порядок проверки", "Форма", "Состав"]),
        ("annex-remove-77", ["Порядок проверки", "Форма", "Состав"]),
    ],
)
def test_annexes_come_and_go_without_saving(client: Client, draft: Draft, do: str, titles: list[str]):
    page = client.post(path(draft), body(draft, EVERYTHING, do=do, preamble="Набрано"))

    assert page.status_code == 200
    assert texts(page, "//textarea[contains(@name, 'annex-') and contains(@name, '-title')]") == titles
    assert texts(page, "//textarea[@name='preamble']") == ["Набрано"]
    assert draft.versions.count() == 1


def test_annexes_come_as_a_fragment(client: Client, draft: Draft):
    headers = FRAGMENT | {"HX-Target": "annex-list"}
    region = client.post(path(draft), body(draft, EVERYTHING, do="annex-add"), headers=headers)

    assert tree(region).get("id") == "annex-list"
    assert len(tree(region).xpath("//fieldset")) == 4


def test_preview_shows_what_is_typed_and_saves_nothing(client: Client, draft: Draft):
    typed = body(draft, EVERYTHING, title="О порядке в {органе}")
    page = client.post(path(draft, "preview/"), typed, headers=FRAGMENT)

    assert page.status_code == 200
    assert "О порядке в " in texts(page, "//*[contains(@class, 'doc-heading-1')]")[0]
    assert texts(page, "//*[@hx-swap-oob and @id='draft-places']//code") == ["{органе}"]
    draft.refresh_from_db()
    assert draft.versions.count() == 1


def test_preview_of_an_unknown_place_says_so(client: Client, draft: Draft):
    page = client.post(path(draft, "preview/"), body(draft, EVERYTHING, title="{нет}"), headers=FRAGMENT)

    assert page.status_code == 422
    assert "Подстановки «{нет}» нет." in texts(page, "//*")[0]


def test_corrected_form_is_printed_and_remembered(client: Client, draft: Draft):
    text = OfficialText("О работе {отдела}", clauses=read_outline("1. Пункт {странное слово}."))
    doubtful = client.post(path(draft, "preview/"), body(draft, text), headers=FRAGMENT)
    assert "проверьте" in texts(doubtful, "//*[@id='draft-places']//li[2]")[0]
    typed = body(draft, text, **{
        "form-отдела": "отдела кадров и наград", "form-странное слово": "Икс",
        "remember-отдела": "yes",
    })  # fmt: skip
    client.post(path(draft), typed)

    draft.refresh_from_db()
    assert draft.title == "О работе отдела кадров и наград"
    assert draft.forms == {"отдела": "отдела кадров и наград", "странное слово": "Икс"}
    assert [(one.phrase, one.genitive) for one in PhraseForms.objects.all()] == [
        ("отдел кадров", "отдела кадров и наград")
    ]


def test_analyst_corrects_a_form_but_does_not_fill_the_dictionary(own: Agency):
    analyst = member(Role.ANALYST, own)
    made = make_draft(own, by=analyst, kind=SAMPLE)
    client = sign_in(analyst)

    assert tree(client.get(path(made))).xpath("//input[starts-with(@name, 'remember-')]") == []
    text = OfficialText("О работе {отдела}", clauses=read_outline("1. Пункт."))
    client.post(path(made), body(made, text, **{"form-отдела": "отдела", "remember-отдела": "yes"}))
    assert PhraseForms.objects.count() == 0


def test_amending_order_has_both_texts(own: Agency, coordinator: User):
    made = make_draft(own, by=coordinator, kind=CHANGING)
    client = sign_in(coordinator)
    page = client.get(path(made))
    assert texts(page, "//textarea[@name='becomes-title']") == ["О порядке приёма заявлений"]
    typed = body(made, text_of_json(made.text)) | {
        "becomes-title": "О новом порядке", "becomes-preamble": "", "becomes-clauses": "1. Новое.",
        "becomes-annex-0-level": 0, "becomes-annex-0-title": "Форма", "becomes-annex-0-clauses": "1. Поле.",
    }  # fmt: skip
    assert client.post(path(made), typed).status_code == 302

    made.refresh_from_db()
    assert made.becomes == text_json(
        OfficialText(
            "О новом порядке", clauses=read_outline("1. Новое."),
            annexes=(Annex(("Форма",), read_outline("1. Поле.")),),
        )
    )  # fmt: skip


def test_sent_draft_is_not_edited(own: Agency, coordinator: User):
    sent = agreement_round(own, by=coordinator).draft
    page = sign_in(coordinator).get(path(sent))

    assert page.status_code == 409
    assert "Проект уже отправлен" in page.content.decode()


def test_somebody_elses_draft_is_the_coordinators_too(own: Agency, draft: Draft):
    made = make_draft(own, by=member(Role.ANALYST, own))

    assert sign_in(draft.author).get(path(made)).status_code == 200
    assert sign_in(member(Role.ANALYST, own)).get(path(made)).status_code == 403
    assert sign_in(member(Role.EMPLOYEE, own)).get(path(made)).status_code == 403
    assert Client().get(path(made)).status_code == 302


def test_outline_of_the_sample_reads_back(draft: Draft):
    assert {clause.mark for clause in text_of_json(draft.text).clauses} == {Mark.CLAUSE, Mark.DATA}


def test_queries_do_not_grow_with_the_text(client: Client, draft: Draft):
    client.get(path(draft))
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(path(draft))
    save_draft(draft=draft, content=DraftContent(EVERYTHING), version=1, by=draft.author, at=NOON)
    with CaptureQueriesContext(connection) as many:
        client.get(path(draft))

    assert len(many) == len(few)
