"""Orders on editions, opened again: their text, and the annex in the form of order 201, cell by cell."""

import io
from datetime import timedelta

import docx as word
import pytest
from docx.enum.section import WD_ORIENT

from navstrechu.documents.rendering import Format, render
from navstrechu.history.services import SYSTEM
from navstrechu.organisation.models import Agency
from navstrechu.registers.models import RegisterEdition
from navstrechu.registers.orders import amending_order, approving_order
from navstrechu.touchpoints.services.peculiarities import state_process_peculiarity
from navstrechu.touchpoints.services.rows import add_row, change_row
from navstrechu.web.help.quotes import quote
from tests.documents.reopening import words
from tests.factories import NOON, TODAY
from tests.factories.organisation import agency
from tests.factories.processes import process
from tests.factories.registers import approved, register_edition, register_procedure
from tests.factories.touchpoints import content, row, touchpoint

pytestmark = pytest.mark.django_db


def filled() -> Agency:
    """A register of two groups; in the first a process with two touchpoints and a common peculiarity."""
    pay = process(title="Назначение пособия", group=1)
    of = pay.agency
    staff = process(of, title="Предоставление отпуска", group=6)
    says = content("Приём заявления", "Выдача решения", peculiarities="Без очереди")
    row(pay, touchpoint(of, "МФЦ"), says)
    add_row(process=pay, touchpoint=touchpoint(of, "Портал"), content=content("Приём"), by=SYSTEM, at=NOON)
    row(staff, touchpoint(of, "Кабинет 5"), content("Приём заявления"))
    state_process_peculiarity(process=pay, version=0, text="Бесплатно", by=SYSTEM, at=NOON)
    return of


def opened(edition: RegisterEdition) -> word.document.Document:
    """The approving order as a word processor opens it."""
    document = approving_order(edition, on=TODAY)
    return word.Document(io.BytesIO(render(document, Format.DOCX).content))


def requisites(edition: RegisterEdition) -> list[list[str]]:
    """Date, place and number, which stand on one line."""
    return [
        [" ".join(cell.text.split()) for cell in line.cells]
        for table in opened(edition).tables
        for line in table.rows
    ]


def annex(document: word.document.Document) -> list[list[str]]:
    """Cells of its table; merged cells say their text in each of their rows."""
    [table] = [one for one in document.tables if len(one.columns) == 6]
    return [[cell.text for cell in line.cells] for line in table.rows]


def test_annex_is_that_of_the_reference_cell_by_cell():
    of = filled()
    groups = {one.number: one.title for one in of.process_groups.all()}

    headings, *rows = annex(opened(register_edition(of)))

    assert headings == [text for _number, text in quote("order201:form").paragraphs]
    pay = ["1", groups[1], "Назначение пособия"]
    assert rows == [
        [*pay, "МФЦ (цифровая)", "Приём заявления\nВыдача решения", "Без очереди\nБесплатно"],
        [*pay, "Портал (цифровая)", "Приём", "Бесплатно"],
        ["6", groups[6], "Предоставление отпуска", "Кабинет 5 (цифровая)", "Приём заявления", ""],
    ]


def test_annex_lies_across_and_repeats_its_headings():
    document = opened(register_edition(filled()))

    orientations = [section.orientation for section in document.sections]
    [table] = [one for one in document.tables if len(one.columns) == 6]

    assert orientations == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]
    assert table.rows[0]._tr.trPr.xpath("w:tblHeader")


def test_order_cites_the_procedure_and_ends_the_previous_order():
    of = filled()
    procedure = register_procedure(of).act
    first = approved(register_edition(of), TODAY, "12-П")
    second = register_edition(of)

    text = words(*(paragraph.text for paragraph in opened(second).paragraphs))
    said = " ".join(text)

    assert f"утвержденным приказом Департамента от 1 марта 2024 г. № {procedure.number}" in said
    assert f"Признать утратившим силу приказ Департамента от 15 марта 2024 г. № {first.act.number}" in said
    assert "(редакция № 2)" in said
    assert ["____________________", "г. Энск", "№ ______"] in requisites(second)
    assert "УТВЕРЖДЕН приказом Департамента образования Энской области от ____________ № ______" in said


def test_amending_order_says_only_what_changed():
    of = filled()
    approved(register_edition(of), TODAY)
    held = of.processes.get(title="Предоставление отпуска").links.get()
    change_row(row=held, version=1, content=content("Приём рапорта"), by=SYSTEM, at=NOON)
    edition = approved(register_edition(of), TODAY + timedelta(days=1))

    data = render(amending_order(edition, on=TODAY), Format.DOCX).content
    [table] = word.Document(io.BytesIO(data)).tables[-1:]
    printed = [[cell.text for cell in line.cells] for line in table.rows]

    assert printed[0] == ["№ п/п", "Строка", "Что изменяется", "Было", "Становится"]
    assert [line[3:] for line in printed[1:]] == [["Приём заявления", "Приём рапорта"]]
    assert "Предоставление отпуска" in printed[1][1]


def test_same_edition_gives_the_same_bytes_in_each_format():
    edition = register_edition(agency())
    document = approving_order(edition, on=TODAY)

    for form in (Format.DOCX, Format.PDF):
        assert render(document, form).sha256 == render(document, form).sha256
