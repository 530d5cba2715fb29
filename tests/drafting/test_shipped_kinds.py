"""Orders that amend and repeal, and the approval sheet: from the draft to what they leave behind."""

import io
from dataclasses import replace
from datetime import date, timedelta

import docx as word
import pytest

from navstrechu.accounts.roles import Role
from navstrechu.acts.models import Act, ActRelation, Relation
from navstrechu.acts.services import relate_acts
from navstrechu.acts.standing import Standing, standing_of
from navstrechu.core.errors import Conflict, HasFindings
from navstrechu.documents import kinds
from navstrechu.documents.engine.tree import Document
from navstrechu.documents.official.stored import paper_of_json, text_of_json
from navstrechu.documents.official.values import Clause, Mark, OfficialText
from navstrechu.documents.rendering import Format, render
from navstrechu.drafting.approval_sheet import approval_sheet
from navstrechu.drafting.completeness import draft_findings
from navstrechu.drafting.models import Draft
from navstrechu.drafting.papers import filled_draft
from navstrechu.drafting.queries.texts import latest_text
from navstrechu.drafting.services.agreement import send_draft, sign_draft
from navstrechu.drafting.services.drafts import save_draft, start_draft
from navstrechu.drafting.services.registration import register_draft
from navstrechu.drafting.shipped.amending import AMENDING_ORDER
from navstrechu.drafting.shipped.repealing import REPEALING_ORDER
from navstrechu.drafting.values import DraftContent
from navstrechu.drafting.vocabulary import Decision, VisaOrder
from navstrechu.drafting.wordings import wording_document
from navstrechu.history.models import Event
from navstrechu.organisation.models import Agency
from tests.factories import NOON, TODAY
from tests.factories.drafting import agreement_round, decided, deputy, held_post, written_act
from tests.factories.evidence import act
from tests.factories.organisation import agency, member

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(days=1)


def amending(of: Agency, *targets: Act) -> Draft:
    deputy(of)
    by = member(Role.COORDINATOR, of)
    return start_draft(agency=of, kind=AMENDING_ORDER, targets=targets, by=by, at=NOON)


def repealing(of: Agency, *targets: Act) -> Draft:
    deputy(of)
    by = member(Role.COORDINATOR, of)
    return start_draft(agency=of, kind=REPEALING_ORDER, targets=targets, by=by, at=NOON)


def becomes(draft: Draft, *clauses: str) -> Draft:
    """The amended document reads anew."""
    new = replace(text_of_json(draft.becomes), clauses=tuple(map(Clause, clauses)))
    content = DraftContent(text_of_json(draft.text), becomes=new)
    return save_draft(draft=draft, content=content, version=draft.version, by=draft.author, at=NOON)


def registered(draft: Draft, number: str = "", at: date = TODAY) -> Act:
    of = draft.agency
    send_draft(draft=draft, visas=[], order=VisaOrder.PARALLEL, today=at, by=draft.author, at=NOON)
    sign_draft(draft=draft, by=member(Role.RESPONSIBLE, of), at=NOON)
    clerk = member(Role.COORDINATOR, of)
    return register_draft(draft=draft, dated=at, number=number, today=at, by=clerk, at=LATER)


def printed(text: OfficialText) -> list[str]:
    return [line for clause in text.clauses for line in _lines(clause)]


def _lines(clause: Clause) -> list[str]:
    return [clause.text, *(line for inner in clause.clauses for line in _lines(inner))]


def opened(document: Document) -> list[str]:
    """What a word processor reads: paragraphs and cells."""
    file = word.Document(io.BytesIO(render(document, Format.DOCX).content))
    cells = (cell.text for table in file.tables for row in table.rows for cell in row.cells)
    return [" ".join(text.split()) for text in (*(one.text for one in file.paragraphs), *cells)]


def codes(draft: Draft) -> list[str]:
    return [finding.code for finding in draft_findings(draft, TODAY)]


def test_amending_order_says_what_the_new_text_changes():
    of = agency()
    target = written_act(of, "201")

    draft = becomes(amending(of, target), "Утвердить порядок приёма заявлений.", "Опубликовать приказ.")
    text = filled_draft(draft, TODAY).text

    cited = "приказ Департамента от 15\u00a0марта 2024\u00a0г. №\u00a0201 «О порядке приёма заявлений»"
    assert text.title == f"О внесении изменений в {cited}"
    assert printed(text) == [
        f"Внести в {cited} следующие изменения:",
        "пункт 2 изложить в следующей редакции:",
        "«2. Опубликовать приказ.».",
        "Контроль за исполнением настоящего приказа оставляю за собой.",
    ]


def test_registered_amending_order_leaves_the_consolidated_text():
    of = agency()
    target = written_act(of, "201")
    draft = becomes(amending(of, target), "Утвердить порядок приёма заявлений.")

    order = registered(draft, "5")

    relation = ActRelation.objects.get()
    assert (relation.source, relation.target, relation.relation) == (order, target, Relation.AMENDS)
    latest = latest_text(target)
    assert latest is not None
    assert (latest.number, latest.made_by, latest.since) == (1, order, TODAY)
    assert [clause.text for clause in paper_of_json(latest.paper).text.clauses] == [
        "Утвердить порядок приёма заявлений."
    ]
    assert "(в ред. приказа от 15 марта 2024 г. № 5)" in opened(wording_document(latest))
    assert standing_of(target, TODAY).standing is Standing.AMENDED
    assert Event.objects.filter(verb="act_amended", subject_id=str(target.pk)).count() == 1


def test_amending_order_without_a_change_is_not_sent():
    draft = amending(of := agency(), written_act(of))

    assert set(codes(draft)) == {"nothing_changed", "no_data"}
    with pytest.raises(HasFindings, match="ничего не изменено"):
        send_draft(draft=draft, visas=[], order=VisaOrder.PARALLEL, today=TODAY, by=draft.author, at=NOON)


def test_amendment_of_a_paper_order_is_written_by_hand():
    of = agency()
    draft = amending(of, act(of))

    assert set(codes(draft)) == {"text_unknown", "no_data"}

    text = text_of_json(draft.text)
    by_hand = replace(text, clauses=(text.clauses[0], Clause("В пункте 1 слово «пять» исключить.")))
    save_draft(draft=draft, content=DraftContent(by_hand), version=draft.version, by=draft.author, at=NOON)
    assert codes(draft) == ["text_unknown"]
    assert standing_of(registered(draft).relations_out.get().target, TODAY).standing is Standing.AMENDED


def test_table_that_the_document_does_not_have_is_no_amendment():
    of = agency()
    draft = amending(of, written_act(of))
    new = text_of_json(draft.becomes)
    new = replace(new, clauses=(*new.clauses, Clause("список", Mark.DATA)))
    content = DraftContent(text_of_json(draft.text), becomes=new)
    save_draft(draft=draft, content=content, version=draft.version, by=draft.author, at=NOON)

    assert codes(Draft.objects.get(pk=draft.pk)) == ["data_unknown"]


def test_second_amendment_does_not_undo_the_first():
    of = agency()
    target = written_act(of)
    first, second = amending(of, target), amending(of, target)
    becomes(first, "Утвердить порядок приёма заявлений.")
    becomes(second, "Утвердить порядок приёма заявлений.", "Опубликовать приказ.")
    sent = becomes(amending(of, target), "Утвердить порядок приёма заявлений.", "Хранить приказ.")
    send_draft(draft=sent, visas=[], order=VisaOrder.PARALLEL, today=TODAY, by=sent.author, at=NOON)
    registered(first)

    assert codes(second) == ["text_changed_meanwhile"]
    with pytest.raises(HasFindings, match="изменил другой документ"):
        registered(second)
    sign_draft(draft=sent, by=member(Role.RESPONSIBLE, of), at=NOON)
    with pytest.raises(Conflict, match="изменил другой документ"):
        register_draft(draft=sent, dated=TODAY, today=TODAY, by=member(Role.COORDINATOR, of), at=LATER)


def test_order_that_amends_several_documents_names_them_all():
    of = agency()
    draft = amending(of, written_act(of, "201"), written_act(of, "202"))

    title = filled_draft(draft, TODAY).text.title

    assert [number in title for number in ("№\u00a0201", "» и приказ", "№\u00a0202")] == [True, True, True]
    [by_hand] = (one for one in draft_findings(draft, TODAY) if one.code == "text_unknown")
    assert "сразу несколько документов" in str(by_hand.message)


def test_document_repealed_meanwhile_is_not_amended():
    of = agency()
    target = written_act(of)
    draft = becomes(amending(of, target), "Опубликовать приказ.")
    registered(repealing(of, target))

    assert codes(draft) == ["target_not_in_force"]


def test_repealing_order_of_one_document():
    of = agency()
    target = written_act(of, "201")
    draft = repealing(of, target)
    text = filled_draft(draft, TODAY).text

    order = registered(draft)

    named = "Департамента от 15\u00a0марта 2024\u00a0г. №\u00a0201 «О порядке приёма заявлений»"
    assert text.title == f"О признании утратившим силу приказа {named}"
    assert printed(text) == [
        f"Признать утратившим силу приказ {named}.",
        "Контроль за исполнением настоящего приказа оставляю за собой.",
    ]
    standing = standing_of(target, TODAY)
    assert (standing.standing, standing.repealed.source) == (Standing.REPEALED, order)
    assert Event.objects.filter(verb="act_repealed", subject_id=str(target.pk)).count() == 1


def test_repealing_order_lists_several_documents_by_date():
    of = agency()
    later, earlier = act(of, number="9", dated=date(2024, 3, 2)), act(of, number="7")

    text = filled_draft(repealing(of, later, earlier), TODAY).text

    assert text.title == "О признании утратившими силу некоторых приказов Департамента"
    assert printed(text)[:3] == [
        "Признать утратившими силу:",
        "приказ Департамента от 1\u00a0марта 2024\u00a0г. №\u00a07 «Об утверждении порядка»;",
        "приказ Департамента от 2\u00a0марта 2024\u00a0г. №\u00a09 «Об утверждении порядка».",
    ]


def test_amendments_of_a_repealed_document_are_called_to_mind():
    of = agency()
    target, source = act(of), act(of)
    by = member(Role.COORDINATOR, of)
    relate_acts(source=source, target=target, relation=Relation.AMENDS, since=TODAY, by=by, at=NOON)

    assert codes(repealing(of, target)) == ["amendment_stays"]
    assert codes(repealing(of, target, source)) == []


def test_approval_sheet_tells_every_round():
    of = agency()
    post = held_post(of, "Начальник отдела")
    round = agreement_round(of, [post, held_post(of, "Юрист")])
    decided(round.visas.get(position=1))
    decided(round.visas.get(position=2), Decision.REFUSED, "Нет срока")
    draft = Draft.objects.get()
    again = send_draft(draft=draft, visas=[], order=VisaOrder.PARALLEL, today=TODAY, by=draft.author, at=NOON)

    said = opened(kinds.kind("approval_sheet").build(draft))

    assert said[:3] == [
        "ЛИСТ СОГЛАСОВАНИЯ",
        "к проекту приказа Департамента «О порядке приёма заявлений»",
        f"Подготовил: {draft.author_name}.",
    ]
    text = " ".join(said)
    assert "возвращён с замечаниями 15.03.2024" in text
    assert "Начальник отдела" in text
    assert said[said.index("не согласовано") + 1] == "Нет срока"
    assert f"(SHA-256): {round.checksum}" in text
    assert f"(SHA-256): {again.checksum}" in text


def test_approval_sheet_of_a_registered_document_names_it():
    order = written_act(agency(), "7")

    said = opened(approval_sheet(order.draft))

    cited = "к приказу Департамента от 15 марта 2024 г. № 7 «О порядке приёма заявлений»"
    assert said[1] == cited
    assert [text for text in said if text.startswith("Подписан 15.03.2024 ")]


def test_approval_sheet_before_agreement_says_so():
    of = agency()

    assert "На согласование проект ещё не отправлялся." in opened(approval_sheet(amending(of, act(of))))
