"""Doubts that show only in the finished register: what is missing, guessed, unknown or named twice."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from navstrechu.core.text.name_keys import name_key
from navstrechu.core.text.plain import plain, shortened
from navstrechu.core.text.similarity import near_pairs
from navstrechu.processes.directions import DIRECTIONS
from navstrechu.touchpoints.reading.channels import ReadChannel
from navstrechu.touchpoints.reading.tree import Channel, Doubt, DoubtCode, Place, ReadRow

# What the register keeps of a name.
LONGEST_PROCESS, LONGEST_TOUCHPOINT = 1_000, 500
_MOST_TOUCHPOINTS_COMPARED = 500
_NAMED = 5
CHANNEL_LABELS = {
    Channel.IN_PERSON: "личный прием",
    Channel.DIGITAL: "цифровая",
    Channel.ONLINE: "онлайн",
    Channel.OFFLINE: "офлайн",
}


@dataclass(frozen=True, slots=True)
class Resolved:
    """A row with how its parts became known.

    ``repeated`` are interactions that stood twice, ``several`` tells that the cell of the touchpoint lists
    more than one, ``group_title`` is the heading of the table when the group was taken from there.
    """

    row: ReadRow
    channel: ReadChannel
    repeated: tuple[str, ...] = ()
    several: bool = False
    group_title: str = ""
    asks_interactions: bool = True


def doubts_about(rows: Iterable[Resolved]) -> list[Doubt]:
    """All that can be said of the rows, in the order of the file; a name is doubted where it first stands."""
    resolved = list(rows)
    found = [*_parts(resolved), *_groups(resolved), *_channels(resolved), *_twice(resolved)]
    order = {id(one.row.place): at for at, one in enumerate(resolved)}
    return sorted(found, key=lambda doubt: order.get(id(doubt.place), -1))


def _parts(rows: Iterable[Resolved]) -> Iterator[Doubt]:
    for one in rows:
        row = one.row
        name = shortened(row.touchpoint)
        if not row.process:
            yield _doubt(row, DoubtCode.PROCESS_MISSING, "не назван процесс; впишите его наименование")
        if not row.touchpoint:
            sentence = "нет точки взаимодействия; впишите её"
            if row.process:
                name = shortened(row.process)
                sentence = f"у процесса «{name}» нет точки взаимодействия (п. 2.3); впишите её"
            yield _doubt(row, DoubtCode.TOUCHPOINT_MISSING, sentence)
        elif not row.interactions and one.asks_interactions:
            sentence = f"у точки «{name}» не указано взаимодействие с клиентом; впишите его"
            yield _doubt(row, DoubtCode.INTERACTION_EMPTY, sentence)
        if one.several:
            sentence = f"в ячейке, похоже, несколько точек: «{name}»; разнесите их по строкам (п. 2.6)"
            yield _doubt(row, DoubtCode.TOUCHPOINT_LIST, sentence)
        for text in one.repeated:
            sentence = f"взаимодействие «{shortened(text)}» записано дважды; учтено один раз"
            yield _doubt(row, DoubtCode.INTERACTION_REPEATED, sentence)
        yield from _long_names(row)


def _long_names(row: ReadRow) -> Iterator[Doubt]:
    if len(row.process) > LONGEST_PROCESS:
        sentence = f"наименование процесса длиннее {LONGEST_PROCESS} знаков; сократите его"
        yield _doubt(row, DoubtCode.NAME_LONG, sentence)
    if len(row.touchpoint) > LONGEST_TOUCHPOINT:
        sentence = f"наименование точки взаимодействия длиннее {LONGEST_TOUCHPOINT} знаков; сократите его"
        yield _doubt(row, DoubtCode.NAME_LONG, sentence)


def _groups(rows: Iterable[Resolved]) -> Iterator[Doubt]:
    """Each group is doubted once, where it first stands."""
    seen: set[tuple[str, str]] = set()
    for one in rows:
        row = one.row
        if (row.group, one.group_title) in seen:
            continue
        seen.add((row.group, one.group_title))
        if not row.group:
            sentence = "не указано направление деятельности (п. 2.2); впишите группу процессов"
            yield _doubt(row, DoubtCode.GROUP_MISSING, sentence)
        elif row.group_number is None:
            sentence = (
                f"направление «{shortened(row.group)}» не распознано: среди {len(DIRECTIONS)} направлений "
                "пункта 2.2 такого нет; выберите группу сами"
            )
            yield _doubt(row, DoubtCode.GROUP_UNKNOWN, sentence)
        elif one.group_title:
            sentence = f"направление взято из заголовка таблицы: «{shortened(one.group_title)}»; проверьте"
            yield _doubt(row, DoubtCode.GROUP_FROM_TITLE, sentence)


def _channels(rows: Iterable[Resolved]) -> Iterator[Doubt]:
    """Each name of a touchpoint is doubted once."""
    seen: set[str] = set()
    for one in rows:
        name, read = one.row.touchpoint, one.channel
        if not name or name in seen:
            continue
        if read.channel is None:
            code, sentence = (
                DoubtCode.CHANNEL_UNKNOWN,
                f"канал точки «{shortened(name)}» не указан; выберите его",
            )
        elif not read.said:
            label = CHANNEL_LABELS[read.channel]
            sentence = f"канал точки «{shortened(name)}» определён по словам как «{label}»; проверьте"
            code = DoubtCode.CHANNEL_GUESSED
        elif read.others:
            labels = ", ".join(f"«{CHANNEL_LABELS[channel]}»" for channel in (read.channel, *read.others))
            sentence = f"у точки «{shortened(name)}» названо несколько каналов ({labels}); взят первый"
            code = DoubtCode.CHANNEL_SEVERAL
        else:
            continue
        seen.add(name)
        yield _doubt(one.row, code, sentence)


def _twice(rows: Iterable[Resolved]) -> Iterator[Doubt]:
    """A touchpoint stands once in a process (clause 2.6), under equal or nearly equal names."""
    of_process: dict[tuple[str, str], list[ReadRow]] = defaultdict(list)
    for one in rows:
        if one.row.process and one.row.touchpoint:
            of_process[plain(one.row.group), plain(one.row.process)].append(one.row)
    for listed in of_process.values():
        if len(listed) > 1:
            yield from _twice_in_a_process(listed)


def _twice_in_a_process(rows: list[ReadRow]) -> Iterator[Doubt]:
    by_key: dict[str, list[ReadRow]] = defaultdict(list)
    for row in rows:
        by_key[_key(row.touchpoint)].append(row)
    for same in by_key.values():
        if len(same) > 1:
            places = ", ".join(str(row.place.row) for row in same[:_NAMED]) + (
                "…" if len(same) > _NAMED else ""
            )
            sentence = (
                f"точка «{shortened(same[1].touchpoint)}» в процессе «{shortened(same[1].process)}» записана "
                f"несколько раз (строки {places}); по пункту 2.6 она указывается один раз: объедините строки"
            )
            yield _doubt(same[1], DoubtCode.TOUCHPOINT_REPEATED, sentence)
    if len(by_key) > _MOST_TOUCHPOINTS_COMPARED:
        return
    keys = tuple(key for key in by_key if len(key) <= LONGEST_TOUCHPOINT)
    for first, second in _near(keys):
        one, other = by_key[keys[first]][0], by_key[keys[second]][0]
        names = f"«{shortened(other.touchpoint)}» и «{shortened(one.touchpoint)}» (строка {one.place.row})"
        sentence = f"{names} похожи на одну точку; если это так, объедините строки (п. 2.6)"
        yield _doubt(other, DoubtCode.TOUCHPOINT_SIMILAR, sentence)


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    return name_key(name) or plain(name)


@lru_cache(maxsize=1024)
def _near(keys: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Most processes share their touchpoints, so that the same sets are met again and again."""
    return tuple((first, second) for first, second, _score in near_pairs(keys))


def most_common_repeats(items: Iterable[str]) -> tuple[str, ...]:
    """Texts that stand more than once."""
    return tuple(text for text, times in Counter(items).items() if times > 1)


def sentence_at(place: Place, sentence: str) -> str:
    """«Строка 14: у точки … .» – the place, and what is wrong there."""
    if place.table:
        return f"{place.table}, строка {place.row}: {sentence}."
    return f"Строка {place.row}: {sentence}."


def _doubt(row: ReadRow, code: DoubtCode, sentence: str) -> Doubt:
    return Doubt(row.place, code, sentence_at(row.place, sentence))
