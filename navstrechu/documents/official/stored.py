"""Texts and papers as JSON, exactly: a version, a template and what visas agreed upon are kept so."""

from collections.abc import Mapping, Sequence
from typing import Any

from navstrechu.documents.engine.stored import blocks_json, blocks_of_json
from navstrechu.documents.official.values import Annex, Clause, Mark, OfficialText, Paper, Signatory

Json = dict[str, Any]


def text_json(text: OfficialText) -> Json:
    """The text as JSON values; empty parts are left out."""
    return _filled(
        {
            "title": text.title,
            "preamble": text.preamble,
            "clauses": clauses_json(text.clauses),
            "annexes": [_annex_json(annex) for annex in text.annexes],
        }
    )


def text_of_json(data: Mapping[str, Any]) -> OfficialText:
    """The text again. Raises KeyError, ValueError or TypeError where the JSON is not one of ours."""
    return OfficialText(
        title=data["title"],
        preamble=data.get("preamble", ""),
        clauses=clauses_of_json(data.get("clauses", ())),
        annexes=tuple(_annex_of_json(annex) for annex in data.get("annexes", ())),
    )


def clauses_json(clauses: Sequence[Clause]) -> list[Json]:
    """Clauses as JSON values."""
    return [
        _filled({"text": one.text, "mark": one.mark.value, "clauses": clauses_json(one.clauses)})
        for one in clauses
    ]


def clauses_of_json(data: Sequence[Mapping[str, Any]]) -> tuple[Clause, ...]:
    """Clauses again."""
    return tuple(
        Clause(one.get("text", ""), Mark(one["mark"]), clauses_of_json(one.get("clauses", ())))
        for one in data
    )


def paper_json(paper: Paper) -> Json:
    """A filled document as JSON values."""
    return {
        "agency_lines": list(paper.agency_lines),
        "agency_genitive": paper.agency_genitive,
        "form_word": paper.form_word,
        "form_dative": paper.form_dative,
        "form_instrumental": paper.form_instrumental,
        "place": paper.place,
        "text": text_json(paper.text),
        "signatory": {"post_lines": list(paper.signatory.post_lines), "name": paper.signatory.name},
        "data": {name: blocks_json(blocks) for name, blocks in sorted(paper.data.items())},
        "amended_by": list(paper.amended_by),
    }


def paper_of_json(data: Mapping[str, Any]) -> Paper:
    """The filled document again."""
    signatory = data["signatory"]
    return Paper(
        agency_lines=tuple(data["agency_lines"]),
        agency_genitive=data["agency_genitive"],
        form_word=data["form_word"],
        form_dative=data["form_dative"],
        form_instrumental=data["form_instrumental"],
        place=data["place"],
        text=text_of_json(data["text"]),
        signatory=Signatory(tuple(signatory["post_lines"]), signatory["name"]),
        data={name: blocks_of_json(blocks) for name, blocks in data["data"].items()},
        amended_by=tuple(data["amended_by"]),
    )


def _annex_json(annex: Annex) -> Json:
    return _filled(
        {
            "title": list(annex.title),
            "clauses": clauses_json(annex.clauses),
            "annexes": [_annex_json(inner) for inner in annex.annexes],
            "to": annex.to,
            "is_landscape": annex.is_landscape,
            "is_approved": annex.is_approved,
        }
    )


def _annex_of_json(data: Mapping[str, Any]) -> Annex:
    return Annex(
        title=tuple(data.get("title", ())),
        clauses=clauses_of_json(data.get("clauses", ())),
        annexes=tuple(_annex_of_json(inner) for inner in data.get("annexes", ())),
        to=data.get("to", ""),
        is_landscape=data.get("is_landscape", False),
        is_approved=data.get("is_approved", False),
    )


def _filled(data: Json) -> Json:
    return {name: value for name, value in data.items() if value or name == "title"}
