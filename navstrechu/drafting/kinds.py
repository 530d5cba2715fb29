"""Kinds of documents that are written here: apps above enter theirs in `ready()`, pages find them by code."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from navstrechu.acts.models import Act, ActKind, Relation
from navstrechu.core.decision import ALLOWED, Decision
from navstrechu.core.findings import Finding
from navstrechu.core.text.grammar import Case, NameOrder, PhraseKind
from navstrechu.documents.engine.tree import Block
from navstrechu.documents.official.values import Clause, OfficialText, Requisites
from navstrechu.organisation.models import Agency

if TYPE_CHECKING:
    from navstrechu.drafting.models import Draft
    from navstrechu.history.services import Actor


@dataclass(frozen=True, slots=True)
class About:
    """What a document is written about: an edition, a result of the roadmap; empty for nothing in
    particular."""

    type: str = ""
    key: str = ""
    title: str = ""


NOTHING = About()


@dataclass(frozen=True, slots=True)
class Scene:
    """From where the places of a text take their values: agency, day, what it is about, what it changes.

    ``becomes`` was begun from the wording of ``begun_at``; None of both in samples.
    """

    agency: Agency
    on: date
    about: About = NOTHING
    targets: tuple[Act, ...] = ()
    becomes: OfficialText | None = None
    begun_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in the nominative that stand in a case: the author sees the form and may correct it."""

    text: str
    case: Case
    kind: PhraseKind = PhraseKind.PHRASE


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name that stands in a case."""

    surname: str
    first_name: str
    patronymic: str
    case: Case
    order: NameOrder = NameOrder.SURNAME_FIRST


Value = str | Phrase | PersonName


@dataclass(frozen=True, slots=True)
class Place:
    """A place «{имя}» of a template; an empty value leaves out the clause that stands for it alone."""

    name: str
    explains: object
    value: Callable[[Scene], Value]


@dataclass(frozen=True, slots=True)
class DataPart:
    """What «[[имя]]» is replaced by: blocks of the page, or clauses that are numbered with the rest."""

    name: str
    explains: object
    value: Callable[[Scene], Sequence[Block] | Sequence[Clause]]


def _nothing(*_about: object) -> tuple[()]:
    return ()


def _anybody(user: "Actor", draft: "Draft") -> Decision:
    """Signing follows the rules of all drafts."""
    return ALLOWED


def _no_act(draft: "Draft", requisites: Requisites) -> None:
    """Nothing of its own stands against the registration."""


def _no_effect(draft: "Draft", act: Act, by: "Actor", at: datetime) -> None:
    """The registration has no effect of its own."""


@dataclass(frozen=True, slots=True)
class DraftKind:
    """A kind of document. ``code`` is stored and never changes.

    ``template`` is the shipped text. ``abouts`` lists what can be written about now; ``needs_about`` demands
    a choice, ``nothing_about`` says why there is none. ``changes`` says that targets are chosen and what
    happens to them. ``findings`` name missing data; ``may_sign`` closes the signature to more people than the
    author. ``before_registration`` may refuse (InputRefused), ``registered`` runs in the transaction of the
    registration.
    """

    code: str
    title: object
    explains: object
    act_kind: ActKind
    template: Callable[[], OfficialText]
    places: tuple[Place, ...] = ()
    data: tuple[DataPart, ...] = ()
    abouts: Callable[[Agency, date], Sequence[About]] = _nothing
    about_title: Callable[[Agency, About], str] | None = None
    needs_about: bool = False
    nothing_about: object = ""
    changes: Relation | None = None
    findings: Callable[[Scene], Iterable[Finding]] = _nothing
    may_sign: Callable[["Actor", "Draft"], Decision] = _anybody
    before_registration: Callable[["Draft", Requisites], None] = _no_act
    registered: Callable[["Draft", Act, "Actor", datetime], None] = _no_effect
    position: int = field(default=100)


_KINDS: dict[str, DraftKind] = {}


def register_kind(kind: DraftKind) -> None:
    """Make a kind known; a code again replaces it."""
    _KINDS[kind.code] = kind


def kind_of(code: str) -> DraftKind:
    """The kind of that code; LookupError when no app has entered it."""
    if code not in _KINDS:
        raise LookupError(f"Вид документа «{code}» не зарегистрирован.")
    return _KINDS[code]


def draft_kinds() -> tuple[DraftKind, ...]:
    """All kinds in the order of lists."""
    return tuple(sorted(_KINDS.values(), key=lambda kind: (kind.position, kind.code)))
