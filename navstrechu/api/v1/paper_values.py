"""Parts of documents and drafts turned into their shapes."""

from datetime import date
from typing import Any, cast

from navstrechu.acts.models import Act, ActFile, ActRelation
from navstrechu.api.v1.paper_shapes import (
    AnnexShape,
    ClauseShape,
    DocumentRelations,
    DraftShape,
    DraftTargetShape,
    DraftText,
    FurtherFileShape,
    RelationShape,
    RoundShape,
    TextShape,
    VisaShape,
    WordingShape,
    WordingText,
)
from navstrechu.documents.official.stored import paper_of_json, text_of_json
from navstrechu.documents.official.values import Annex, Clause, OfficialText
from navstrechu.drafting.kinds import kind_of
from navstrechu.drafting.models import ActText, AgreementRound, Draft, Visa
from navstrechu.drafting.queries.drafts import rounds_of
from navstrechu.drafting.workflow import DRAFT, Status


def relations_shape(act: Act, on: date) -> DocumentRelations:
    """Both sides, in two queries."""
    out = act.relations_out.select_related("target", "source").order_by("since", "pk")
    into = act.relations_in.select_related("source").order_by("since", "pk")
    return DocumentRelations(
        changes=[_relation(one, one.target, on) for one in out],
        changed_by=[_relation(one, one.source, on) for one in into],
    )


def _relation(one: ActRelation, other: Act, on: date) -> RelationShape:
    annulled = one.source.annulled_on
    return RelationShape(
        document=other.pk,
        name=str(other),
        relation=cast(Any, one.relation),
        since=one.since,
        counts=one.since <= on and (annulled is None or annulled > on),
    )


def further_file_shape(kept: ActFile) -> FurtherFileShape:
    """A file beside the registered one."""
    return FurtherFileShape(
        id=kept.pk,
        role=cast(Any, kept.role),
        name=kept.file.name,
        media_type=kept.file.media_type,
        size=kept.file.size,
        sha256=kept.file.sha256,
        added_at=kept.added_at,
        added_by=kept.added_by_name,
    )


def wording_shape(wording: ActText) -> WordingShape:
    """A wording without its text."""
    return WordingShape(number=wording.number, since=wording.since, made_by=wording.made_by_id)


def wording_text(wording: ActText) -> WordingText:
    """A wording with its text."""
    paper = paper_of_json(wording.paper)
    return WordingText(
        **wording_shape(wording).model_dump(), amended_by=list(paper.amended_by), text=_text(paper.text)
    )


def _text(text: OfficialText) -> TextShape:
    return TextShape(
        title=text.title,
        preamble=text.preamble,
        clauses=_clauses(text.clauses),
        annexes=[_annex(annex) for annex in text.annexes],
    )


def _clauses(clauses: tuple[Clause, ...]) -> list[ClauseShape]:
    return [ClauseShape(text=one.text, mark=one.mark.value, clauses=_clauses(one.clauses)) for one in clauses]


def _annex(annex: Annex) -> AnnexShape:
    return AnnexShape(
        title=list(annex.title),
        clauses=_clauses(annex.clauses),
        annexes=[_annex(inner) for inner in annex.annexes],
    )


def draft_shape(draft: Draft) -> DraftShape:
    """A draft without its text."""
    return DraftShape(
        id=draft.pk,
        kind=draft.kind,
        kind_title=_kind_title(draft.kind),
        form=cast(Any, draft.act_kind),
        title=draft.title,
        state=cast(Any, draft.status),
        state_label=str(DRAFT.labels[Status(draft.status)]),
        author=draft.author_name,
        started_at=draft.started_at,
        changed_at=draft.changed_at,
        signed_at=draft.signed_at,
        signed_by=draft.signed_by_name or "",
        document=draft.act_id,
        version=draft.version,
    )


def _kind_title(code: str) -> str:
    """The title; the code where a later version no longer knows the kind."""
    try:
        return str(kind_of(code).title)
    except LookupError:
        return code


def draft_text(draft: Draft) -> DraftText:
    """A draft with its text, what it changes and its rounds of agreement."""
    return DraftText(
        **draft_shape(draft).model_dump(),
        text=_text(text_of_json(draft.text)),
        targets=[
            DraftTargetShape(document=one.act_id, relation=cast(Any, one.relation))
            for one in draft.targets.order_by("pk")
        ],
        rounds=[_round(one) for one in rounds_of(draft)],
    )


def _round(one: AgreementRound) -> RoundShape:
    visas = sorted(one.visas.all(), key=lambda visa: visa.position)
    return RoundShape(
        number=one.number,
        order=cast(Any, one.order),
        checksum=one.checksum,
        started_at=one.started_at,
        outcome=cast(Any, one.outcome),
        closed_at=one.closed_at,
        visas=[_visa(visa) for visa in visas],
    )


def _visa(visa: Visa) -> VisaShape:
    return VisaShape(
        post=visa.post.title,
        term_days=visa.term_days,
        received_at=visa.received_at,
        due_on=visa.due_on,
        decision=cast(Any, visa.decision),
        remarks=visa.remarks,
        decided_at=visa.decided_at,
        decided_by=visa.decided_by_name,
    )
