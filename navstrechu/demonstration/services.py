"""Loading the demonstration through the product's own services, each step dated as it would have happened."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db import transaction

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.accounts.services import create_user
from navstrechu.acts.models import Act, ActKind
from navstrechu.acts.services import ActDraft, register_act
from navstrechu.demonstration import content, papers
from navstrechu.demonstration.content import Paper
from navstrechu.demonstration.draft_loading import load_demonstration_drafts, load_order_201
from navstrechu.demonstration.register_loading import load_demonstration_registers
from navstrechu.discussion.services import add_comment
from navstrechu.files.services import store_file
from navstrechu.history.services import SYSTEM
from navstrechu.organisation.models import Agency, Post, Region
from navstrechu.organisation.services.agency import create_agency, create_region
from navstrechu.organisation.services.membership import grant_role
from navstrechu.organisation.services.people import appoint, create_person, link_account
from navstrechu.organisation.services.structure import create_post, create_unit
from navstrechu.roadmap.models import Measure, RequiredResult, Roadmap
from navstrechu.roadmap.reading import read_roadmap
from navstrechu.roadmap.services.decisions import move_due_dates
from navstrechu.roadmap.services.evidence import register_result_document
from navstrechu.roadmap.services.imports import Approval, import_roadmap, likely_rank
from navstrechu.roadmap.services.measures import start_measure
from navstrechu.roadmap.services.subjects import measure_subject

_ZONE = ZoneInfo("Europe/Moscow")
_FOUNDED = date(2023, 9, 1)


def _at(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=_ZONE)


class Stage(NamedTuple):
    """What the steps pass on to each other."""

    agency: Agency
    users: dict[str, User]


def is_loaded() -> bool:
    """Whether the demonstration department is there already."""
    return Agency.objects.filter(code=content.AGENCY_CODE).exists()


@transaction.atomic
def load_demonstration() -> bool:
    """Fill an installation with the demonstration; False and no change when it is there already."""
    if is_loaded():
        return False
    stage = _organisation()
    roadmap = _roadmap(stage)
    _starts(stage, roadmap)
    _evidence(stage, roadmap)
    _moved_dates(stage, roadmap)
    _discussion(stage, roadmap)
    load_demonstration_registers(stage.agency, stage.users)
    load_demonstration_drafts(stage.agency, stage.users)
    return True


def _organisation() -> Stage:
    at = _at(_FOUNDED)
    region = create_region(**content.REGION, by=SYSTEM, at=at)
    agency = create_agency(region=region, code=content.AGENCY_CODE, names=content.AGENCY, by=SYSTEM, at=at)
    users = {player.login: _account(player, agency, region, at) for player in content.PLAYERS}
    coordinator = users["coordinator"]
    posts = _structure(agency, coordinator, at)
    for player in content.PLAYERS:
        if player.role is not Role.WORKING_GROUP:
            _person(player, agency, posts, users[player.login], coordinator, at)
    return Stage(agency, users)


def _account(player: content.Player, agency: Agency, region: Region, at: datetime) -> User:
    user = create_user(
        login=player.login,
        display_name=player.name,
        password=content.PASSWORD,
        email=f"{player.login}@example.org",
        at=at,
    )
    if player.role is Role.WORKING_GROUP:
        grant_role(user=user, role=player.role, region=region, by=SYSTEM, at=at)
    else:
        grant_role(user=user, role=player.role, agency=agency, by=SYSTEM, at=at)
    return user


def _structure(agency: Agency, by: User, at: datetime) -> dict[str, Post]:
    deputy = create_post(agency=agency, title=content.DEPUTY, rank=likely_rank(content.DEPUTY), by=by, at=at)
    posts = {content.DEPUTY: deputy}
    for position, item in enumerate(content.UNITS):
        unit = create_unit(agency=agency, name=item.name, position=position, by=by, at=at)
        posts[item.head] = create_post(
            agency=agency, title=item.head, unit=unit, rank=likely_rank(item.head), by=by, at=at
        )
    return posts


def _person(
    player: content.Player, agency: Agency, posts: dict[str, Post], user: User, by: User, at: datetime
) -> None:
    person = create_person(
        agency=agency,
        surname=player.surname,
        first_name=player.first_name,
        patronymic=player.patronymic,
        by=by,
        at=at,
    )
    link_account(person=person, user=user, by=by, at=at)
    if player.post:
        appoint(post=posts[player.post], person=person, since=_FOUNDED, by=by, at=at)


def _roadmap(stage: Stage) -> Roadmap:
    data = papers.ROADMAP_TEXT.read_bytes()
    by, at = stage.users["coordinator"], _at(content.APPROVED_ON, 15)
    file = store_file(agency_id=stage.agency.pk, name="дорожная карта.txt", data=data, by=by, at=at)
    return import_roadmap(
        agency=stage.agency,
        reading=read_roadmap(data, file.name),
        file=file,
        approval=Approval(content.APPROVED_BY, content.APPROVED_ON),
        by=by,
        at=at,
    )


def _measures(roadmap: Roadmap, numbers: Sequence[str]) -> list[Measure]:
    found = {measure.number: measure for measure in roadmap.measures.select_related("roadmap__agency")}
    return [found[number] for number in numbers]


def _starts(stage: Stage, roadmap: Roadmap) -> None:
    for number, day in content.STARTED.items():
        [measure] = _measures(roadmap, [number])
        start_measure(measure=measure, started_on=day, today=day, by=stage.users["coordinator"], at=_at(day))


def _evidence(stage: Stage, roadmap: Roadmap) -> None:
    for paper in sorted((*content.PAPERS, content.ORDER_201), key=lambda found: found.dated):
        results = _results(roadmap, paper)
        if paper is content.ORDER_201:
            load_order_201(stage.agency, stage.users, results)
            continue
        texts = [result.text for result in results]
        draft = ActDraft(
            kind=ActKind(paper.kind),
            number=paper.number,
            dated=paper.dated,
            title=" ".join(texts),
            file_name=f"{paper.kind}-{paper.number}.docx",
            data=papers.paper_file(paper, texts),
        )
        register_result_document(
            agency=stage.agency,
            draft=draft,
            results=results,
            today=paper.dated,
            by=stage.users["coordinator"],
            at=_at(paper.dated, 16),
        )


def _results(roadmap: Roadmap, paper: Paper) -> list[RequiredResult]:
    measures = _measures(roadmap, paper.measures)
    results = RequiredResult.objects.filter(measure__in=measures, kind=paper.kind)
    return list(results.select_related("measure__roadmap").order_by("measure__position"))


def _moved_dates(stage: Stage, roadmap: Roadmap) -> None:
    group, minutes = stage.users["group"], content.MINUTES
    draft = ActDraft(
        kind=ActKind.MINUTES,
        number=minutes.number,
        dated=minutes.dated,
        title="О переносе сроков сегментации внутренних клиентов",
        file_name=f"protokol-{minutes.number}.docx",
        data=papers.paper_file(minutes, [content.MOVED_BECAUSE]),
    )
    at = _at(minutes.dated, 17)
    act: Act = register_act(agency=stage.agency, draft=draft, today=minutes.dated, by=group, at=at)
    move_due_dates(
        measures=_measures(roadmap, minutes.measures),
        new_due_on=content.MOVED_TO,
        reason=content.MOVED_BECAUSE,
        minutes=act,
        by=group,
        at=at,
    )


def _discussion(stage: Stage, roadmap: Roadmap) -> None:
    for remark in content.REMARKS:
        [measure] = _measures(roadmap, [remark.measure])
        add_comment(
            agency=stage.agency,
            subject=measure_subject(measure),
            text=remark.text,
            by=stage.users[remark.login],
            at=_at(remark.on, 12),
        )
