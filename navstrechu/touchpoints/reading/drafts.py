"""What has been gathered while rows are walked: touchpoints of processes in the texts of their cells."""

from dataclasses import dataclass, field

from navstrechu.touchpoints.reading.tree import Doubt, DoubtCode, Place


@dataclass(slots=True)
class Draft:
    """A touchpoint of a process as its cells say it; rows below may add to what is done there.

    ``title`` is the group that the sheet or the line above the table names, ``number`` the column «№»;
    without a column of interactions nobody is asked for them.
    """

    place: Place
    group: str
    process: str
    touchpoint: str
    channel: str = ""
    number: str = ""
    title: str = ""
    asks_interactions: bool = True
    interactions: list[str] = field(default_factory=list)
    peculiarities: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Heading:
    """A row of its own that may open a group; only what follows tells it from a footer."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class LonelyProcess:
    """A row that names a process and nothing more; touchpoints follow, or are missing."""

    draft: Draft
    is_after_gap: bool


@dataclass(slots=True)
class Gathered:
    """The whole file so far; what was passed over is kept, to be told of."""

    drafts: list[Draft] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    ignored: list[Heading] = field(default_factory=list)
    empty_groups: list[Heading] = field(default_factory=list)

    def doubt(self, place: Place | None, code: DoubtCode, message: str) -> None:
        self.doubts.append(Doubt(place, code, message))
