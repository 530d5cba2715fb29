"""Order № 201 rebuilt from data by the product and laid beside its published text."""

import re
from datetime import date

import pytest

from navstrechu.acts.models import Act, ActKind, FileRole
from navstrechu.demonstration.content import OPENS_ON
from navstrechu.demonstration.order_201 import order_201_template
from navstrechu.demonstration.papers import ORDER_TEXT
from navstrechu.documents.official.numbering import numbered
from navstrechu.documents.official.stored import paper_of_json, text_of_json
from navstrechu.documents.official.values import Clause, Mark, Paper
from navstrechu.drafting.kinds import kind_of
from navstrechu.drafting.models import AgreementRound, Draft
from navstrechu.drafting.places import places_of
from navstrechu.drafting.queries.agreement import next_number
from navstrechu.drafting.queries.texts import words_of
from navstrechu.drafting.tasks import print_act
from navstrechu.jobs.models import Job
from navstrechu.jobs.running import Run
from navstrechu.registers.queries import procedure_act
from tests.documents.reopening import docx_texts, pdf_pages

pytestmark = [pytest.mark.usefixtures("demonstration"), pytest.mark.django_db]

_NUMBER = re.compile(r"(?:- )?(\d+\.(?:\d+\.)?|\d+\)|[а-я]\)) (.+)")


def order() -> Act:
    return Act.objects.select_related("file", "agency", "draft").get(kind="order", number="201")


def paper() -> Paper:
    return paper_of_json(AgreementRound.objects.get(draft=order().draft).paper)


def mended(text: str) -> str:
    """The published text without the irregularities of its transcription: signs of bold type, dashes before
    numbered lines, and the date that lacks a space once («2024г.», elsewhere «2024 г.»)."""
    return re.sub(r"(?m)^- (?=\d+\)|[а-я]\))", "", text.replace("**", "")).replace("2024г.", "2024 г.")


def published() -> list[str]:
    return mended(ORDER_TEXT.read_text(encoding="utf-8")).split()


def printed_form() -> bytes:
    job = Job.objects.get(kind="print-act", order={"act": order().pk})
    print_act(Run(job))
    return order().files.get(role=FileRole.PRINTED).file.path.read_bytes()


def test_docx_says_word_for_word_what_was_published():
    data = order().file.path.read_bytes()

    assert " ".join(docx_texts(data)).split() == published()


def test_printed_form_says_word_for_word_what_was_published():
    first, *further = pdf_pages(printed_form())
    numbers = [page.split(maxsplit=1)[0] for page in further]
    unnumbered = [first, *(page.split(maxsplit=1)[1] for page in further)]

    assert numbers == [str(number) for number in range(2, len(further) + 2)]
    assert re.sub(r"-\n", "-", "\n".join(unnumbered)).split() == published()  # a line may end at a hyphen


def test_every_clause_has_its_published_number():
    lines = [line.strip() for line in mended(ORDER_TEXT.read_text(encoding="utf-8")).splitlines()]
    expected = [found.groups() for line in lines if (found := _NUMBER.fullmatch(line))]

    text = paper().text
    clauses = (text.clauses, *(annex.clauses for annex in text.all_annexes()))
    made = [(number, clause.text) for held in clauses for number, _depth, clause in numbered(held) if number]

    assert made == expected
    assert len(made) == 36


def test_names_and_measures_are_live_places_of_the_template():
    stored = text_of_json(Draft.objects.get(act=order()).text)
    known = set(places_of(kind_of(order().draft.kind)))

    said = [stored.title, stored.preamble, *(clause.text for clause in all_clauses(stored.clauses))]
    for annex in stored.all_annexes():
        said += [*annex.title, annex.to, *(clause.text for clause in all_clauses(annex.clauses))]
    used = {name for words in said for name in re.findall(r"\{([^}]+)\}", words)}

    assert stored == order_201_template()
    assert used == {
        "орган", "органа", "органом", "органа полностью", "органе полностью", "органом полностью",
        "пункты дорожной карты",
    }  # fmt: skip
    assert used <= known
    assert not any("Департамент" in words or "2.1.1" in words for words in said)


def all_clauses(clauses: tuple[Clause, ...]) -> list[Clause]:
    return [one for clause in clauses for one in (clause, *all_clauses(clause.clauses))]


def test_form_of_the_register_is_the_data_of_the_product():
    [form] = [annex for annex in paper().text.all_annexes() if annex.is_landscape]

    assert [clause.mark for clause in form.clauses] == [Mark.DATA]
    [table] = paper().data["форма перечня"]
    assert [column.heading for column in table.columns] == ORDER_TEXT.read_text(
        encoding="utf-8"
    ).strip().splitlines()[-1].split("\t")


def test_order_went_through_agreement_and_was_signed():
    draft = order().draft
    [round] = draft.rounds.all()

    assert (draft.status, draft.signed_by_name) == ("registered", "Востриков А. В.")
    assert round.outcome == "agreed"
    assert list(round.visas.order_by("position").values_list("decided_by_name", flat=True)) == [
        "Белова И. С.", "Громов П. Н.", "Тихонова Е. В.", "Мельник В. П.", "Лаптев О. И.",
    ]  # fmt: skip
    assert (paper().signatory.post_lines, paper().signatory.name) == (
        ("Заместитель руководителя Департамента",), "А. В. Востриков",
    )  # fmt: skip


def test_order_executes_nine_measures_and_is_the_procedure_of_the_register():
    found = order()

    assert found.dated == date(2024, 2, 29)
    assert list(
        found.results.order_by("result__measure__position").values_list("result__measure__number", flat=True)
    ) == [f"2.{group}.1" for group in range(1, 10)]
    assert procedure_act(found.agency, "touchpoints") == found


def test_numbers_go_on_after_those_of_the_year():
    for act_kind, number in ((ActKind.ORDER, "239"), (ActKind.REPORT, "22")):
        assert next_number(order().agency, act_kind, OPENS_ON) == number


def test_drafts_stand_in_every_state():
    assert sorted(Draft.objects.values_list("kind", "status")) == [
        ("roadmap.model", "agreement"),
        ("roadmap.progress", "draft"),
        ("roadmap.touchpoint_procedure", "registered"),
        ("roadmap.touchpoint_procedure", "withdrawn"),
        ("roadmap.touchpoint_report", "agreed"),
        ("roadmap.touchpoint_report", "returned"),
        ("roadmap.touchpoint_report", "signed"),
    ]
    assert Draft.objects.get(kind="roadmap.model").rounds.count() == 2


def test_second_round_says_what_the_remarks_asked_for():
    first, second = Draft.objects.get(kind="roadmap.model").rounds.order_by("number")
    said = {round.number: words_of(paper_of_json(round.paper).text) for round in (first, second)}

    [refused] = first.visas.filter(decision="refused")
    assert "не указано, как подразделения представляют сведения о выплатах" in refused.remarks
    assert "сведения о выплатах подразделения представляют координатору ежемесячно" not in said[1]
    assert "\n3.4. На время отсутствия координатора" in said[2]
    assert "\n3.5. Подотчетность должностей показана в таблице:" in said[2]
