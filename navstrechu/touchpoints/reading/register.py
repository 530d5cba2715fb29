"""From what was gathered to a register: the parts of each row resolved, and what is doubtful about them."""

import re

from navstrechu.core.text.plain import tidy
from navstrechu.tables.limits import Limits
from navstrechu.tables.reading import FileTables
from navstrechu.touchpoints.reading.channels import ReadChannel, channel_by_name, channel_said, split_channel
from navstrechu.touchpoints.reading.checks import Resolved, doubts_about, most_common_repeats
from navstrechu.touchpoints.reading.drafts import Draft
from navstrechu.touchpoints.reading.groups import GROUP_TITLES, group_number, number_of_section, split_heading
from navstrechu.touchpoints.reading.items import are_several, says_none, split_items
from navstrechu.touchpoints.reading.pages import walk_file
from navstrechu.touchpoints.reading.telling import passed_over
from navstrechu.touchpoints.reading.tree import ReadRegister, ReadRow

_NUMBER_OF_A_PROCESS = re.compile(
    r"\A(?:\d{1,3}(?:\.\d{1,3})*[.)]\s*|\d{1,3}(?:\.\d{1,3})+\s+)(?=[^\W\d]|[«\"(])"
)


def read_file_tables(file: FileTables, limits: Limits) -> ReadRegister:
    """The register of a file; raises InputRefused when no table of it is one, or holds a row."""
    gathered = walk_file(file, limits)
    resolved = [_resolved(draft) for draft in gathered.drafts]
    doubts = [*gathered.doubts, *passed_over(gathered, file.below), *doubts_about(resolved)]
    return ReadRegister(tuple(one.row for one in resolved), tuple(doubts))


def _resolved(draft: Draft) -> Resolved:
    touchpoint, own_channel = split_channel(draft.touchpoint)
    channel = _channel(draft, touchpoint, own_channel)
    group, number = _group(draft)
    items = [item for cell in draft.interactions for item in split_items(cell)]
    notes = [note for cell in draft.peculiarities for note in split_items(cell, are_sentences=True)]
    row = ReadRow(
        group=group,
        process=strip_number(tidy(draft.process)),
        touchpoint=strip_number(touchpoint),
        channel=channel.channel,
        interactions=tuple(dict.fromkeys(items)),
        peculiarities=tuple(dict.fromkeys(note for note in notes if not says_none(note))),
        group_number=number,
        place=draft.place,
    )
    several = are_several(draft.touchpoint)
    title = draft.title if draft.title and not tidy(draft.group) else ""
    return Resolved(row, channel, most_common_repeats(items), several, title, draft.asks_interactions)


def _group(draft: Draft) -> tuple[str, int | None]:
    """Text and number of the group; the column «№» tells it only as «2.3», for it mostly counts rows."""
    for text in (draft.group, draft.title):
        if tidy(text):
            _number, title = split_heading(text)
            number = group_number(text)
            return title or (GROUP_TITLES[number] if number else tidy(text)), number
    number = number_of_section(tidy(draft.number).strip(" ."))
    return (GROUP_TITLES[number], number) if number else ("", None)


def _channel(draft: Draft, touchpoint: str, own: ReadChannel | None) -> ReadChannel:
    if draft.channel:
        said = channel_said(draft.channel)
        if said.channel is not None:
            return said
    return own or channel_by_name(touchpoint)


def strip_number(text: str) -> str:
    """«1.2. Назначение пособия» → «Назначение пособия»; a number that belongs to a name stays."""
    return _NUMBER_OF_A_PROCESS.sub("", text)
