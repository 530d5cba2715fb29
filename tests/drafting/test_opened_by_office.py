"""Orders on documents and on editions, approval sheet, consolidated text: opened by a word processor."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from navstrechu.accounts.roles import Role
from navstrechu.acts.models import Act
from navstrechu.documents.engine.tree import Document
from navstrechu.documents.official.stored import text_of_json
from navstrechu.documents.official.values import Clause
from navstrechu.documents.rendering import Format, render
from navstrechu.drafting.approval_sheet import approval_sheet
from navstrechu.drafting.kinds import DraftKind
from navstrechu.drafting.papers import draft_document
from navstrechu.drafting.queries.texts import latest_text
from navstrechu.drafting.services.drafts import save_draft, start_draft
from navstrechu.drafting.shipped.amending import AMENDING_ORDER
from navstrechu.drafting.shipped.repealing import REPEALING_ORDER
from navstrechu.drafting.values import DraftContent
from navstrechu.drafting.wordings import wording_document
from navstrechu.organisation.models import Agency
from navstrechu.registers.order_kinds import AMENDING_ORDER as EDITION_AMENDING_ORDER
from navstrechu.registers.order_kinds import APPROVING_ORDER
from navstrechu.touchpoints.services.rows import change_row
from tests.documents.reopening import converted_by_office, docx_texts, pdf_pages
from tests.factories import NOON, TODAY
from tests.factories.drafting import agreement_round, amended_act, decided, deputy, written_act
from tests.factories.organisation import agency, member
from tests.factories.processes import process
from tests.factories.registers import approved, register_edition
from tests.factories.touchpoints import content, row

pytestmark = pytest.mark.django_db


def changing(of: Agency, kind: DraftKind, *targets: Act) -> Document:
    """An order on other documents; where one is amended, its second clause reads anew."""
    deputy(of)
    by = member(Role.COORDINATOR, of)
    draft = start_draft(agency=of, kind=kind, targets=targets, by=by, at=NOON)
    if kind is AMENDING_ORDER:
        becomes = text_of_json(draft.becomes)
        becomes = replace(becomes, clauses=(becomes.clauses[0], Clause("Опубликовать приказ.")))
        new = DraftContent(text_of_json(draft.text), becomes=becomes)
        save_draft(draft=draft, content=new, version=draft.version, by=by, at=NOON)
    return draft_document(draft, TODAY)


def of_edition(kind: DraftKind) -> Document:
    """An order on the second edition of a register in which one row reads otherwise."""
    held = row(process(title="Предоставление отпуска"), says=content("Приём заявления"))
    of, by = held.process.agency, member(Role.COORDINATOR, held.process.agency)
    approved(register_edition(of))
    change_row(row=held, version=held.version, content=content("Приём рапорта"), by=by, at=NOON)
    register_edition(of)
    deputy(of)
    [about] = kind.abouts(of, TODAY)
    return draft_document(start_draft(agency=of, kind=kind, about=about, by=by, at=NOON), TODAY)


def sheet() -> Document:
    round = agreement_round(agency())
    decided(round.visas.get())
    return approval_sheet(round.draft)


def consolidated() -> Document:
    wording = latest_text(amended_act(agency()))
    assert wording is not None
    return wording_document(wording)


MADE: dict[str, Callable[[], Document]] = {
    "amending_order": lambda: changing(of := agency(), AMENDING_ORDER, written_act(of)),
    "repealing_order": lambda: changing(of := agency(), REPEALING_ORDER, written_act(of), written_act(of)),
    "edition_order": lambda: of_edition(APPROVING_ORDER),
    "edition_amending_order": lambda: of_edition(EDITION_AMENDING_ORDER),
    "approval_sheet": sheet,
    "consolidated_text": consolidated,
}


@pytest.mark.parametrize("code", MADE)
def test_document_opens_and_says_in_print_what_it_says_in_word(code: str, tmp_path: Path):
    made = MADE[code]()
    data = render(made, Format.DOCX).content
    shown = pdf_pages(converted_by_office(data, tmp_path, source="docx", target="pdf"))
    printed = pdf_pages(render(made, Format.PDF).content)

    # Columns of a line are told apart by a tab in Word and by their places in print.
    said = ["".join(text.split()) for text in docx_texts(data) if text.strip() and "\t" not in text][:12]
    assert len(said) > 5
    for pages in (shown, printed):
        flat = "".join("".join(pages).split())
        assert [text for text in said if text not in flat] == []
