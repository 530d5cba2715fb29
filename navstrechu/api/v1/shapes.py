"""How values look in answers. A field once published keeps its name and meaning for the whole version."""

from datetime import date, datetime
from typing import Literal

from ninja import Schema
from pydantic import Field

State = Literal["not_started", "in_progress", "awaiting_document", "at_risk", "overdue", "done", "done_late"]
DocumentKind = Literal["order", "report", "minutes", "other"]
DocumentStanding = Literal["in_force", "amended", "repealed", "annulled"]


class Page(Schema):
    """A part of a list."""

    total: int = Field(description="Сколько строк всего.")
    limit: int
    offset: int


class Resources(Schema):
    """Where things are."""

    agencies: str
    openapi: str
    documentation: str
    of_agency: dict[str, str] = Field(description="Шаблоны адресов: вместо {agency} – код органа.")


class RegionShape(Schema):
    code: str
    name: str


class AgencyShape(Schema):
    """An agency («орган власти»)."""

    code: str
    full_name: str
    short_name: str
    region: RegionShape
    place: str
    time_zone: str
    today: date = Field(description="Сегодня по часам органа.")
    roles: list[str] = Field(description="Роли владельца ключа в органе.")
    version: int


class AgencyPage(Page):
    items: list[AgencyShape]


class UnitShape(Schema):
    id: int
    name: str


class PostShape(Schema):
    """A post («должность») with whoever holds it on the day."""

    id: int
    title: str
    rank: str
    unit: UnitShape | None
    holder: str = Field(description="Кто замещает должность в этот день; пусто – никто.")
    is_acting: bool = Field(description="Исполняет обязанности.")
    version: int


class PostPage(Page):
    items: list[PostShape]


class NamedPost(Schema):
    """A post as a measure names it; id is null where the wording of the day names one since renamed."""

    id: int | None
    title: str
    holder: str
    is_acting: bool


class ResultShape(Schema):
    """A document that a measure must end with."""

    id: int
    measure: str = Field(description="Номер мероприятия.")
    kind: str
    text: str
    attachment: bool = Field(description="Требуется приложение.")
    met_on: date | None = Field(description="Дата документа, который закрыл результат.")
    documents: list[int] = Field(description="Засчитанные документы.")
    version: int


class ResultPage(Page):
    as_of: date
    items: list[ResultShape]


class MeasureShape(Schema):
    """A measure as of the day; its state is computed from documents, dates and the calendar."""

    id: int
    number: str
    section: str
    title: str
    kind: str | None = Field(description="Вид мероприятия, если он распознан.")
    responsible: NamedPost
    co_executors: list[NamedPost]
    quota_percent: int | None
    due_on: date = Field(description="Действующий срок.")
    baseline_due_on: date = Field(description="Срок по дорожной карте.")
    deadline: date = Field(description="Последний день с учётом выходных.")
    started_on: date | None
    done_on: date | None
    state: State
    state_label: str
    working_days: int = Field(description="Рабочих дней до срока; меньше нуля – после срока.")
    late_inputs: list[str] = Field(description="Просроченные мероприятия, без которых это не завершить.")
    results: list[ResultShape]
    version: int


class MeasurePage(Page):
    as_of: date
    items: list[MeasureShape]


class SectionShape(Schema):
    number: str
    title: str
    is_group: bool = Field(description="Группа процессов.")
    measures: int


class EditionShape(Schema):
    number: int
    approved_on: date
    basis: str


class RoadmapShape(Schema):
    """The roadmap as of the day."""

    title: str
    as_of: date
    heading: list[str] = Field(description="Строки над таблицей, как напечатано.")
    edition: EditionShape | None
    measures: int
    results_met: int
    results_required: int
    states: dict[str, int] = Field(description="Сколько мероприятий в каждом состоянии.")
    sections: list[SectionShape]


class FileShape(Schema):
    name: str
    media_type: str
    size: int
    sha256: str


class FulfilledResult(Schema):
    id: int
    measure: str


class DocumentShape(Schema):
    """A registered document; its content never changes."""

    id: int
    kind: DocumentKind
    number: str
    dated: date
    title: str
    status: Literal["registered", "annulled"]
    annulled_on: date | None
    annulled_because: str
    standing: DocumentStanding = Field(description="Как он стоит в показанный день.")
    file: FileShape
    results: list[FulfilledResult] = Field(description="Результаты, которые документ закрывает.")
    moves: list[str] = Field(description="Мероприятия, срок которых перенесён документом.")
    registered_at: datetime
    registered_by: str
    version: int


class DocumentPage(Page):
    as_of: date
    items: list[DocumentShape]


class CommentShape(Schema):
    """What was said of a measure; withdrawn words are not given out."""

    id: int
    author: str
    post: str
    at: datetime
    text: str
    is_withdrawn: bool


class CommentPage(Page):
    items: list[CommentShape]
