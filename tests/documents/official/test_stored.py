"""Texts and papers as JSON."""

import json

from navstrechu.documents.engine.tree import Column, Paragraph, Row, Table
from navstrechu.documents.official.stored import paper_json, paper_of_json, text_json, text_of_json
from navstrechu.documents.official.values import Annex, Clause, Mark, OfficialText, Paper, Signatory

TEXT = OfficialText(
    title="Об утверждении порядка",
    preamble="В целях порядка п р и к а з ы в а ю:",
    clauses=(Clause("Утвердить."), Clause("таблица", Mark.DATA)),
    annexes=(
        Annex(
            title=("Порядок", "ведения"),
            clauses=(Clause("Общие", Mark.SECTION, (Clause("Раз:", clauses=(Clause("а", Mark.LETTER),)),)),),
            annexes=(Annex(title=("Форма",), to="к Порядку", is_landscape=True),),
            is_approved=True,
        ),
    ),
)
PAPER = Paper(
    agency_lines=("ДЕПАРТАМЕНТ",),
    agency_genitive="Департамента",
    form_word="ПРИКАЗ",
    form_dative="приказу",
    form_instrumental="приказом",
    place="г. Орёл",
    text=TEXT,
    signatory=Signatory(("Заместитель", "руководителя"), "А. В. Востриков"),
    data={"таблица": (Table((Column("№"),), (Row.of("1"),)), Paragraph("примечание"))},
    amended_by=("от 15 марта 2024 г. № 7",),
)


def test_text_survives_json():
    assert text_of_json(json.loads(json.dumps(text_json(TEXT)))) == TEXT


def test_paper_survives_json():
    assert paper_of_json(json.loads(json.dumps(paper_json(PAPER)))) == PAPER


def test_text_json_leaves_out_what_is_empty():
    assert text_json(OfficialText("О чём-то")) == {"title": "О чём-то"}
