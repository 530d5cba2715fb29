"""What there is to tell: kinds of notices, sections of digests, addresses of pages. The apps enter it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from navstrechu.accounts.models import User
from navstrechu.organisation.models import Agency


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """How a kind of notice reads. ``sentence`` and ``detail`` are filled with the data of the notice;
    ``heading`` stands above the notices of the kind in a letter, ``position`` orders them there. A kind that
    ``stands`` is not repeated in digests, which list everything of it that holds on the day."""

    code: str
    heading: object
    sentence: object
    detail: object
    icon: str
    tone: str
    position: int
    stands: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a letter with the page that it speaks of."""

    text: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class DigestSection:
    """A heading with its lines."""

    heading: str
    lines: tuple[Line, ...]


DigestBuilder = Callable[[User, Agency, date], list[DigestSection]]

_kinds: dict[str, NoticeKind] = {}
_digests: list[DigestBuilder] = []
_paths: dict[str, Callable[[str, str], str]] = {}


def register_kind(kind: NoticeKind) -> None:
    """Enter a kind; a code again replaces it."""
    _kinds[kind.code] = kind


def kind_of(code: str) -> NoticeKind:
    """The kind of that code (KeyError)."""
    return _kinds[code]


def kinds() -> list[NoticeKind]:
    """All kinds in the order of a letter."""
    return sorted(_kinds.values(), key=lambda kind: (kind.position, kind.code))


def register_digest(builder: DigestBuilder) -> None:
    """Let an app say what stands in everybody's digest on a day."""
    if builder not in _digests:
        _digests.append(builder)


def standing_sections(user: User, agency: Agency, on: date) -> list[DigestSection]:
    """What the apps have to say to the person on the day, beside what happened."""
    return [section for builder in _digests for section in builder(user, agency, on)]


def register_path(place: str, path: Callable[[str, str], str]) -> None:
    """Let the web say where a thing is shown: (agency's code, key) → path."""
    _paths[place] = path


def path_of(place: str, agency_code: str, key: str) -> str:
    """The path of the page; empty where nobody has given one."""
    return _paths[place](agency_code, key) if place in _paths else ""


def sentence_of(kind: str, data: Mapping[str, object]) -> str:
    """«Срок мероприятия 2.1.1 перенесён с 01.03.2024 на 01.04.2024»"""
    return str(kind_of(kind).sentence).format(**data)


def detail_of(kind: str, data: Mapping[str, object]) -> str:
    """The second line, such as the words of a comment; empty where the kind has none."""
    return str(kind_of(kind).detail).format(**data)
