"""How parts of documents and drafts look in answers: relations, files, wordings, texts, visas."""

from datetime import date, datetime
from typing import Literal

from ninja import Schema
from pydantic import Field

from navstrechu.api.v1.shapes import DocumentKind, FileShape, Page

DraftState = Literal["draft", "agreement", "returned", "agreed", "signed", "registered", "withdrawn"]


class RelationShape(Schema):
    """A document on the other side: what one does to the other, and from which day on."""

    document: int
    name: str = Field(description="Вид, дата и номер документа.")
    relation: Literal["amends", "repeals"]
    since: date
    counts: bool = Field(description="Учитывается в этот день: наступило и не аннулировано.")


class DocumentRelations(Schema):
    changes: list[RelationShape] = Field(description="Документы, которые он изменяет или отменяет.")
    changed_by: list[RelationShape] = Field(description="Документы, которыми он изменён или отменён.")


class FurtherFileShape(FileShape):
    """A file beside the registered one."""

    id: int
    role: Literal["printed", "scan", "signature"]
    added_at: datetime
    added_by: str


class FurtherFileList(Schema):
    items: list[FurtherFileShape]


class ClauseShape(Schema):
    """A clause; its number follows from its place among those of the same mark."""

    text: str
    mark: Literal["section", "clause", "bracket", "letter", "plain", "data"]
    clauses: list["ClauseShape"]


class AnnexShape(Schema):
    title: list[str]
    clauses: list[ClauseShape]
    annexes: list["AnnexShape"]


class TextShape(Schema):
    """The text of a document in its structure."""

    title: str
    preamble: str
    clauses: list[ClauseShape]
    annexes: list[AnnexShape]


class WordingShape(Schema):
    number: int = Field(description="0 – как зарегистрирован, дальше по одной на изменяющий документ.")
    since: date
    made_by: int = Field(description="Документ, который внёс эту редакцию.")


class WordingList(Schema):
    items: list[WordingShape]


class WordingText(WordingShape):
    amended_by: list[str] = Field(description="«от … № …» изменяющих документов.")
    text: TextShape


class DraftShape(Schema):
    """A document on its way to registration."""

    id: int
    kind: str = Field(description="Код вида документа.")
    kind_title: str
    form: DocumentKind
    title: str
    state: DraftState
    state_label: str
    author: str
    started_at: datetime
    changed_at: datetime
    signed_at: datetime | None
    signed_by: str
    document: int | None = Field(description="Зарегистрированный документ.")
    version: int


class DraftPage(Page):
    items: list[DraftShape]


class VisaShape(Schema):
    post: str
    term_days: int
    received_at: datetime | None
    due_on: date | None
    decision: Literal["agreed", "agreed_with_remarks", "refused"] | None
    remarks: str
    decided_at: datetime | None
    decided_by: str


class RoundShape(Schema):
    """A round of agreement with its visas in their order."""

    number: int
    order: Literal["sequential", "parallel"]
    checksum: str = Field(description="SHA-256 того, что согласовано.")
    started_at: datetime
    outcome: Literal["agreed", "returned", "recalled"] | None
    closed_at: datetime | None
    visas: list[VisaShape]


class DraftTargetShape(Schema):
    document: int
    relation: Literal["amends", "repeals"]


class DraftText(DraftShape):
    text: TextShape = Field(description="Текст с подстановками вида {органа}.")
    targets: list[DraftTargetShape] = Field(description="Документы, которые он изменит или отменит.")
    rounds: list[RoundShape] = Field(description="Круги согласования, последний – первый.")
