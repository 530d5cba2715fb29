"""The text of a document on the screen: wordings, comparison, consolidated files; related documents."""

import io
from datetime import date

import docx
import pytest

from navstrechu.accounts.roles import Role
from navstrechu.acts.models import Act, Relation
from navstrechu.acts.services import relate_acts
from navstrechu.drafting.wordings import NOT_OFFICIAL
from tests.documents.reopening import pdf_pages
from tests.factories import NOON, TODAY
from tests.factories.drafting import amended_act, written_act
from tests.factories.evidence import act
from tests.factories.organisation import member
from tests.web.visiting import section, texts, tree, visitor

pytestmark = [pytest.mark.usefixtures("demonstration"), pytest.mark.django_db]
BASE = "/agency/dsz/documents/"


def order(number: str = "201") -> Act:
    return Act.objects.get(number=number, agency__code="dsz")


@pytest.fixture
def amended() -> Act:
    """An order that was written here and amended by a later one of the same day."""
    return amended_act(order().agency)


def address(found: Act, rest: str = "") -> str:
    return f"{BASE}{found.pk}/{rest}"


def amending(found: Act) -> Act:
    return found.relations_in.get().source


def test_text_opens_on_the_wording_in_force(amended: Act):
    response = visitor("employee").get(address(amended, "text/"))

    sheet = " ".join(texts(response, "//article[@class='doc']"))
    assert f"(в ред. приказа от 15 марта 2024 г. № {amending(amended).number})" in sheet
    assert "1. Утвердить новый порядок приёма заявлений." in sheet
    assert NOT_OFFICIAL in sheet


def test_first_wording_is_what_was_registered(amended: Act):
    response = visitor("employee").get(address(amended, "text/?number=0"))

    sheet = " ".join(texts(response, "//article[@class='doc']"))
    assert "1. Утвердить порядок приёма заявлений." in sheet
    assert ("в ред." in sheet, NOT_OFFICIAL in sheet) == (False, False)


def test_wordings_are_listed_with_what_brought_them(amended: Act):
    listed = texts(
        visitor("employee").get(address(amended, "text/")), "//nav[@aria-labelledby='wordings']//li"
    )

    assert listed == [
        "Первоначальная, 15 марта 2024 г.",
        f"с 15 марта 2024 г. показана внёс изменения {amending(amended)}",
    ]


@pytest.mark.parametrize(
    "rest",
    ["text/?number=9", "text/?number=x", "text.exe", "text.docx?number=9", "text/compare/?old=7"],
)
def test_wording_that_is_not_there(rest: str, amended: Act):
    assert visitor("employee").get(address(amended, rest)).status_code == 404


@pytest.mark.parametrize("rest", ["text/", "text.docx", "text/compare/"])
def test_document_that_came_as_a_file_has_no_text_of_its_own(rest: str):
    came = act(order().agency)

    assert visitor("employee").get(address(came, rest)).status_code == 404


def test_two_wordings_are_compared_word_by_word(amended: Act):
    response = visitor("employee").get(address(amended, "text/compare/"))

    assert texts(response, "//ins") == ["стало: новый"]
    assert texts(response, "//del") == []


def test_equal_wordings_are_said_to_be_equal(amended: Act):
    response = visitor("employee").get(address(amended, "text/compare/?old=1&new=1"))

    assert texts(response, "//*[@class='empty__title']") == ["Отличий нет"]


def test_consolidated_text_leaves_marked_as_not_official(amended: Act):
    client = visitor("employee")
    word = client.get(address(amended, "text.docx?number=1"))
    pdf = client.get(address(amended, "text.pdf?number=1"))

    lines = [paragraph.text for paragraph in docx.Document(io.BytesIO(word.content)).paragraphs]
    assert lines[0] == NOT_OFFICIAL
    assert "новый порядок" in " ".join(lines)
    assert "официальной публикацией" in " ".join(pdf_pages(pdf.content)[0].split())
    assert word["Content-Disposition"].startswith("attachment; filename")


def test_registered_wording_leaves_as_it_was_registered(amended: Act):
    response = visitor("employee").get(address(amended, "text.docx?number=0"))

    assert response.content == amended.file.path.read_bytes()


def test_document_names_what_amends_and_what_it_repeals(amended: Act):
    by = member(Role.COORDINATOR, amended.agency)
    repealed = order("912")
    facts = {"relation": Relation.REPEALS, "since": TODAY, "by": by, "at": NOON}
    relate_acts(source=amended, target=repealed, **facts)

    told = section(visitor("employee").get(address(amended)), "relations")

    assert told == [
        "Этот документ признаёт утратившим силу: Приказ от 30.11.2023 № 912 "
        f"{repealed.title} с 15 марта 2024 г.",
        f"Этот документ изменён: {amending(amended)} О порядке приёма заявлений с 15 марта 2024 г.",
    ]


def test_page_shows_the_standing_of_the_shown_day():
    repealed = order("912")
    by = member(Role.COORDINATOR, repealed.agency)
    last = act(repealed.agency, number="300", dated=date(2024, 3, 11))
    relate_acts(source=last, target=repealed, relation=Relation.REPEALS, since=last.dated, by=by, at=NOON)

    def meta(day: date) -> list[str]:
        page = visitor("employee", day).get(address(repealed))
        return texts(page, "//div[@class='page-head__meta']/span")

    assert meta(date(2024, 3, 10)) == ["в силе"]
    assert meta(date(2024, 3, 11)) == ["утратил силу", "с 11 марта 2024 г., Приказ от 11.03.2024 № 300"]
    found = tree(visitor("employee").get(f"{BASE}?standing=repealed")).xpath("//tbody//th//a/@href")
    assert address(repealed) in found
    assert address(last) not in found


@pytest.mark.parametrize("login", ["coordinator", "finance", "analyst", "employee", "group"])
def test_changes_are_prepared_by_those_who_draft(login: str):
    links = tree(visitor(login).get(address(order()))).xpath("//div[@class='page-head__actions']//a/@href")

    wanted = ["amending_order", "repealing_order"] if login in {"coordinator", "finance", "analyst"} else []
    new = "/agency/dsz/drafts/new/?kind="
    assert [link for link in links if link.startswith(new)] == [
        f"{new}{kind}&act={order().pk}" for kind in wanted
    ]


def test_document_written_here_leads_to_its_draft_and_its_sheet():
    written = written_act(order().agency)

    links = tree(visitor("employee").get(address(written))).xpath("//aside//dl//a/@href")

    draft = f"/agency/dsz/drafts/{written.draft.pk}/"
    assert links == [f"{BASE}files/{written.file_id}/", draft, f"{draft}sheet.pdf"]
