"""The registers of the demonstration department: whole, consistent, and written as officials write."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from itertools import pairwise

import pytest

from navstrechu.core.text.name_keys import name_key
from navstrechu.core.text.similarity import near_pairs
from navstrechu.demonstration.content import PLAYERS
from navstrechu.demonstration.register_loading import UNIT_KEYS
from navstrechu.demonstration.registers import load_registers
from navstrechu.demonstration.registers.shapes import Registers
from navstrechu.processes.directions import DIRECTIONS
from navstrechu.processes.vocabulary import ChannelCategory, ClientSide, ObjectKind, Reach, Scope, TermUnit

ENGLISH_FIELDS = {
    "key", "channel", "unit", "curator", "object_kind", "scope", "reach", "register", "author", "trigger",
    "action", "status", "decided_by", "category", "client", "kind", "url", "portal_url",
}  # fmt: skip
LATIN_NAMES = {"Telegram", "QR"}


@pytest.fixture(scope="module")
def registers() -> Registers:
    return load_registers()


def test_counts(registers: Registers):
    assert len(registers.groups) == 9
    assert len(registers.processes) >= 64
    assert len(registers.touchpoints) >= 28
    assert len(registers.links) >= 310


def test_groups_are_those_of_the_roadmap(registers: Registers):
    assert [group.number for group in registers.groups] == list(range(1, 10))
    assert [group.roadmap_section for group in registers.groups] == [f"2.{n}" for n in range(1, 10)]
    assert {group.direction for group in registers.groups} == {*DIRECTIONS, ""}
    assert [group.number for group in registers.groups if not group.direction] == [2]
    assert {group.client for group in registers.groups} == {side.value for side in ClientSide}


def test_every_group_has_processes_of_both_axes(registers: Registers):
    counts = Counter(process.group for process in registers.processes.values())

    assert set(counts) == set(range(1, 10))
    assert min(counts.values()) >= 5
    assert {process.scope for process in registers.processes.values()} == {item.value for item in Scope}
    assert {process.reach for process in registers.processes.values()} == {item.value for item in Reach}
    assert {process.object_kind for process in registers.processes.values()} == {
        item.value for item in ObjectKind
    }


def test_processes_use_known_words(registers: Registers):
    for process in registers.processes.values():
        number, unit, start = process.term
        assert process.code == f"{process.group}.{process.code.split('.')[1]}"
        assert {process.unit} <= set(UNIT_KEYS)
        assert {process.curator} <= {*UNIT_KEYS, "deputy"}
        assert {unit} <= {item.value for item in TermUnit}
        assert {*process.volume} <= {item.value for item in ChannelCategory}
        assert number > 0
        assert start
        assert process.bases
        assert process.clients
        assert process.result
    assert len({process.code for process in registers.processes.values()}) == len(registers.processes)
    assert len({process.title for process in registers.processes.values()}) == len(registers.processes)


def test_interdepartmental_process_names_its_participants(registers: Registers):
    odd = [
        process.key
        for process in registers.processes.values()
        if process.reach == Reach.INTERDEPARTMENTAL and not process.participants
    ]

    assert odd == []


def test_touchpoints_use_known_words(registers: Registers):
    channels = {channel.key for channel in registers.channels}
    for touchpoint in registers.touchpoints.values():
        assert {touchpoint.channel} <= channels
        assert {touchpoint.unit} <= set(UNIT_KEYS)
        assert touchpoint.address or touchpoint.url or touchpoint.phone
        assert touchpoint.hours
    assert {channel.category for channel in registers.channels} == {item.value for item in ChannelCategory}


def test_addresses_of_the_net_are_reserved(registers: Registers):
    urls = [touchpoint.url for touchpoint in registers.touchpoints.values() if touchpoint.url]
    urls += [process.portal_url for process in registers.processes.values() if process.portal_url]

    assert [url for url in urls if not re.match(r"https://[a-z.]+\.example/", url)] == []


def test_every_link_has_an_interaction_and_a_basis(registers: Registers):
    bare = [
        key
        for key, link in registers.links.items()
        if not link.bases and registers.touchpoints[link.touchpoint].agreement is None
    ]

    assert bare == []
    assert [key for key, link in registers.links.items() if not 1 <= len(link.interactions) <= 5] == []


def test_interaction_stands_once_in_a_link(registers: Registers):
    texts = {key: [said.text for said in link.interactions] for key, link in registers.links.items()}

    assert [key for key, said in texts.items() if len(said) != len(set(said))] == []


def test_internal_processes_meet_no_places_of_citizens(registers: Registers):
    citizens = {
        "portal",
        "work-portal",
        "mfc",
        "chat-bot",
        "feedback",
        "office",
        "head",
        "employment",
        "institution",
    }
    odd = [
        (link.process, link.touchpoint)
        for link in registers.links.values()
        if registers.processes[link.process].group >= 6
        and registers.touchpoints[link.touchpoint].channel in citizens
    ]

    assert odd == []


def test_processes_without_a_touchpoint_are_the_planted_one(registers: Registers):
    linked = {link.process for link in registers.links.values()}

    assert set(registers.processes) - linked == {registers.planted.process_without_touchpoint}


def test_shared_peculiarities_stand_once(registers: Registers):
    keys = [(shared.group, shared.process) for shared in registers.shared]

    assert len(keys) == len(set(keys))
    assert {shared.process for shared in registers.shared if shared.process} <= set(registers.processes)
    assert {shared.group for shared in registers.shared if shared.group} <= set(range(1, 10))


def test_touchpoints_unconfirmed_for_a_year_are_the_planted_one(registers: Registers):
    old = [key for key, found in registers.touchpoints.items() if found.confirmed_on < date(2023, 3, 15)]

    assert old == [registers.planted.not_confirmed]


def test_no_touchpoint_is_confirmed_after_it_was_entered(registers: Registers):
    filled = registers.filled_on["touchpoints"]
    late = [
        key for key, found in registers.touchpoints.items() if found.confirmed_on > (found.made_on or filled)
    ]

    assert late == []


def test_near_equal_names_are_the_planted_pairs(registers: Registers):
    keys = list(registers.touchpoints)
    pairs = near_pairs([name_key(touchpoint.name) for touchpoint in registers.touchpoints.values()])

    assert {(keys[first], keys[second]) for first, second, score in pairs if score < 1} == set(
        registers.planted.near_equal
    )
    assert [score for _, _, score in pairs if score == 1] == []


def test_editions_follow_each_other(registers: Registers):
    days = [(edition.register, edition.number, edition.approved_on) for edition in registers.editions]

    assert days == [
        ("processes", 1, date(2023, 12, 21)),
        ("touchpoints", 1, date(2024, 3, 4)),
        ("processes", 2, date(2024, 3, 11)),
        ("touchpoints", 2, date(2024, 3, 12)),
    ]
    assert all(edition.frozen_on <= edition.approved_on for edition in registers.editions)


def test_proposals_are_in_every_state(registers: Registers):
    assert Counter(proposal.status for proposal in registers.proposals) == {
        "accepted": 12,
        "submitted": 3,
        "returned": 2,
        "rejected": 1,
        "withdrawn": 1,
    }
    assert {proposal.action for proposal in registers.proposals} == {
        "include_process", "exclude_process", "change_touchpoint", "add_link", "change_link", "remove_link",
    }  # fmt: skip
    assert {proposal.author for proposal in registers.proposals} <= {player.login for player in PLAYERS}
    assert len({proposal.key for proposal in registers.proposals}) == len(registers.proposals)


def test_proposal_names_rows_that_exist_or_do_not_yet(registers: Registers):
    for proposal in registers.proposals:
        row = (proposal.process, proposal.touchpoint)
        assert proposal.process in {*registers.processes, ""}
        assert proposal.touchpoint in {*registers.touchpoints, ""}
        if proposal.action in {"change_link", "remove_link"}:
            assert row in registers.links
        if proposal.action == "add_link":
            assert row not in registers.links
        if proposal.action == "change_link":
            assert proposal.interactions != registers.links[row].interactions


def test_proposal_comes_from_the_unit_of_its_process(registers: Registers):
    units = {
        proposal.key: registers.processes[proposal.process].unit
        for proposal in registers.proposals
        if proposal.process
    }

    assert units == {found.key: found.author for found in registers.proposals if found.process}


def test_days_of_a_proposal_are_in_order(registers: Registers):
    for found in registers.proposals:
        days = [found.happened_on, found.submitted_on, found.returned_on, found.decided_on, date(2024, 3, 15)]
        known = [day for day in days if day is not None]
        assert known == sorted(known), found.key
        assert (found.status == "submitted") == (found.decided_on is None), found.key


def _wordings(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every Russian text of the registers with the field that holds it."""
    if isinstance(value, str):
        if value and path.split(".")[-1] not in ENGLISH_FIELDS:
            yield path, value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _wordings(getattr(value, field.name), f"{path}.{field.name}")
    elif isinstance(value, dict):
        for item in value.values():
            yield from _wordings(item, path)
    elif isinstance(value, tuple):
        for item in value:
            yield from _wordings(item, path)


def _rows(registers: Registers) -> list[tuple[str, str]]:
    parts = (
        registers.groups, registers.channels, registers.touchpoints, registers.processes, registers.shared,
        registers.editions,
    )  # fmt: skip
    texts = [found for part in parts for found in _wordings(part)]
    for link in registers.links.values():
        texts += _wordings(link.interactions)
        texts += [("peculiarities", link.peculiarities)]
    for proposal in registers.proposals:
        texts += _wordings(proposal.interactions)
        texts += [("reason", proposal.reason), ("remark", proposal.remark), ("name", proposal.name)]
    texts += [("reason", task.reason) for task in registers.tasks]
    return [(path, text) for path, text in texts if re.search("[а-яё]", text, re.IGNORECASE)]


def test_no_latin_letter_in_a_cyrillic_word(registers: Registers):
    mixed = re.compile(r"[a-z][а-яё]|[а-яё][a-z]", re.IGNORECASE)
    latin = [
        word
        for _, text in _rows(registers)
        for word in re.findall(r"[A-Za-z]+", re.sub(r"https?://\S+", "", text))
        if word not in LATIN_NAMES
    ]

    assert [text for _, text in _rows(registers) if mixed.search(text)] == []
    assert latin == []


def test_no_word_stands_twice_in_a_row(registers: Registers):
    doubled = [
        (text, first)
        for _, text in _rows(registers)
        for first, second in pairwise(re.findall(r"[\w-]+|[^\w\s]", text.lower()))
        if first == second and first[0].isalpha()
    ]

    assert doubled == []


def test_spacing_quotes_and_dashes_are_those_of_official_texts(registers: Registers):
    wrong = re.compile(r"  |\s[,.;:]|\"|'| - |—|\.\.|,,|^\s|\s$|\(\s|\s\)")

    assert [text for _, text in _rows(registers) if wrong.search(text)] == []
    assert [text for _, text in _rows(registers) if text.count("«") != text.count("»")] == []
    assert [text for _, text in _rows(registers) if "{" in text or "|" in text] == []


def test_wordings_fit_their_cells(registers: Registers):
    texts = [said.text for link in registers.links.values() for said in link.interactions]

    assert [text for text in texts if not 15 <= len(text) <= 220] == []
    assert [text for text in texts if not text[0].isupper() or text.endswith(".")] == []
    assert [link.peculiarities for link in registers.links.values() if len(link.peculiarities) > 200] == []
    assert [process.title for process in registers.processes.values() if len(process.title) > 200] == []
    assert [place.name for place in registers.touchpoints.values() if not 10 <= len(place.name) <= 120] == []
