"""Drafts of the demonstration, led through the services of the product as they would have been."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from navstrechu.accounts.models import User
from navstrechu.acts.models import Act
from navstrechu.demonstration.content import OPENS_ON, ORDER_201, PLAYERS
from navstrechu.demonstration.draft_content import (
    NEXT_NUMBERS,
    ORDER_201_ROUND,
    ORDER_201_STARTED_ON,
    STORIES,
    DraftStory,
    RoundContent,
)
from navstrechu.demonstration.order_201 import order_201_template
from navstrechu.demonstration.register_shelf import moment
from navstrechu.documents.official.stored import text_of_json
from navstrechu.documents.official.values import Clause
from navstrechu.drafting.kinds import NOTHING, kind_of
from navstrechu.drafting.models import Draft, Visa
from navstrechu.drafting.services.agreement import decide_visa, return_draft, send_draft, sign_draft
from navstrechu.drafting.services.drafts import save_draft, start_draft, withdraw_draft
from navstrechu.drafting.services.numbering import set_next_number
from navstrechu.drafting.services.registration import register_draft
from navstrechu.drafting.services.templates import save_template
from navstrechu.drafting.values import DraftContent, VisaWanted
from navstrechu.drafting.vocabulary import Decision, VisaOrder
from navstrechu.organisation.models import Agency, Post
from navstrechu.roadmap.drafting.offers import TOUCHPOINT_PROCEDURE
from navstrechu.roadmap.drafting.results import about_of
from navstrechu.roadmap.models import RequiredResult

Users = Mapping[str, User]


def load_order_201(agency: Agency, users: Users, results: list[RequiredResult]) -> Act:
    """The department's own template, a draft for nine measures, five visas, the signature, № 201."""
    coordinator, kind = users["coordinator"], kind_of(TOUCHPOINT_PROCEDURE)
    started = ORDER_201_STARTED_ON
    save_template(
        agency=agency, kind=kind, text=order_201_template(), seen=0, note="Порядок Департамента",
        by=coordinator, at=moment(started, 9),
    )  # fmt: skip
    draft = start_draft(
        agency=agency, kind=kind, about=about_of(results), by=coordinator, at=moment(started)
    )  # fmt: skip
    _agree(draft, users, ORDER_201_ROUND)
    day = ORDER_201.dated
    sign_draft(draft=_again(draft), by=users["responsible"], at=moment(day, 12))
    return register_draft(
        draft=_again(draft), dated=day, number=ORDER_201.number, today=day, by=coordinator,
        at=moment(day, 16),
    )  # fmt: skip


def load_demonstration_drafts(agency: Agency, users: Users) -> None:
    """A draft in each state, and books of numbers that go on where the chancellery's own ended."""
    for story in STORIES:
        _tell(agency, users, story)
    for act_kind, number in NEXT_NUMBERS.items():
        set_next_number(
            agency=agency, act_kind=act_kind, year=OPENS_ON.year, number=number, seen=0,
            by=users["coordinator"], at=moment(OPENS_ON, 9),
        )  # fmt: skip


def _tell(agency: Agency, users: Users, story: DraftStory) -> None:
    author, kind = users[story.author], kind_of(story.kind)
    results = _results(agency, story, kind.act_kind.value)
    about = about_of(results) if results else NOTHING
    draft = start_draft(agency=agency, kind=kind, about=about, by=author, at=moment(story.started_on, 11))
    for number, round in enumerate(story.rounds):
        if number and story.corrected_on is not None:
            _correct(_again(draft), story.correction, story.corrected_on, author)
        _agree(_again(draft), users, round)
    _end(_again(draft), users, story)


def _end(draft: Draft, users: Users, story: DraftStory) -> None:
    responsible = users["responsible"]
    if story.returned_on is not None:
        at = moment(story.returned_on, 15)
        return_draft(draft=draft, remarks=story.return_remarks, by=responsible, at=at)
    if story.signed_on is not None:
        sign_draft(draft=draft, by=responsible, at=moment(story.signed_on, 17))
    if story.withdrawn_on is not None:
        at = moment(story.withdrawn_on, 15)
        withdraw_draft(draft=draft, reason=story.withdrawn_because, by=users[story.author], at=at)


def _results(agency: Agency, story: DraftStory, result_kind: str) -> list[RequiredResult]:
    found = RequiredResult.objects.filter(
        measure__roadmap__agency=agency, measure__number__in=story.measures, kind=result_kind
    )
    return list(found.select_related("measure").order_by("measure__position"))


def _correct(draft: Draft, clause: str, on: date, by: User) -> None:
    """The author adds a clause to the last section of the annex, before the one that leads to the table."""
    text = text_of_json(draft.text)
    annex = text.annexes[0]
    *before, section, table = annex.clauses
    *held, leads = section.clauses
    section = replace(section, clauses=(*held, Clause(clause), leads))
    content = DraftContent(replace(text, annexes=(replace(annex, clauses=(*before, section, table)),)))
    save_draft(
        draft=draft, content=content, version=draft.version, note="По замечаниям первого круга", by=by,
        at=moment(on, 11),
    )  # fmt: skip


def _agree(draft: Draft, users: Users, round: RoundContent) -> None:
    posts = {post.title: post for post in Post.objects.filter(agency=draft.agency)}
    titles = {player.login: player.post for player in PLAYERS}
    sent = send_draft(
        draft=draft,
        visas=[VisaWanted(posts[titles[visa.login]], 5) for visa in round.visas],
        order=VisaOrder.PARALLEL,
        today=round.sent_on,
        by=users["coordinator"],
        at=moment(round.sent_on, 12),
    )
    visas = dict(zip((visa.login for visa in round.visas), sent.visas.order_by("position"), strict=True))
    put = [visa for visa in round.visas if visa.on is not None]
    for visa in sorted(put, key=lambda found: found.on or round.sent_on):
        _put(visas[visa.login], users[visa.login], visa.on or round.sent_on, visa.decision, visa.remarks)


def _put(visa: Visa, by: User, on: date, decision: Decision, remarks: str) -> None:
    decide_visa(visa=visa, decision=decision, remarks=remarks, today=on, by=by, at=moment(on, 14))


def _again(draft: Draft) -> Draft:
    """The row as it stands now: visas and signatures change it elsewhere."""
    return Draft.objects.select_related("agency", "signatory").get(pk=draft.pk)
