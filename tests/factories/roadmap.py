"""Roadmaps and what hangs on them."""

from datetime import date

from navstrechu.accounts.roles import Role
from navstrechu.acts.models import Act, ActKind
from navstrechu.organisation.models import Agency
from navstrechu.roadmap.models import (
    CoExecutor,
    DueDateDecision,
    ImportDraft,
    Measure,
    RequiredResult,
    ResultDocument,
    Roadmap,
    RoadmapEdition,
    RoadmapOrigin,
    Section,
)
from navstrechu.roadmap.reading.tree import ReadMeasure, ReadResult, ReadRoadmap, ReadSection, ResultKind
from navstrechu.roadmap.services.decisions import move_due_dates
from navstrechu.roadmap.services.evidence import count_document
from navstrechu.roadmap.services.imports import Approval, confirm_import, import_roadmap, prepare_import
from navstrechu.roadmap.services.templates import offer_template, prepare_from_template
from navstrechu.roadmap.templating import Adaptation, posts_in
from tests.factories import NOON, TODAY
from tests.factories.evidence import act, stored_file
from tests.factories.organisation import agency, member

HEAD = "Заместитель руководителя Департамента"
CLERK = "Начальник отдела Департамента"
APPROVAL = Approval("протокол от 26.09.2023 № 1", date(2023, 9, 26))


def read_measure(number: str = "1.1", **values: object) -> ReadMeasure:
    """A measure as read from a file; order alone, due on 01.04.2024, one co-executor."""
    given: dict[str, object] = {
        "section": number.rpartition(".")[0],
        "title": f"Назначен ответственный {number}",
        "due": date(2024, 4, 1),
        "responsible": HEAD,
        "co_executors": (CLERK,),
        "results": (ReadResult(ResultKind.ORDER, f"Утвержден приказ {number}", attachment=False),),
    }
    return ReadMeasure(number=number, **(given | values))


def reading(*measures: ReadMeasure) -> ReadRoadmap:
    """A plan of one section for measures 1.x, and a group 2.1 for the others."""
    found = measures or (read_measure("1.1"), read_measure("1.2"))
    titles = {"1": "Общеорганизационные мероприятия", "2": "Блок", "2.1": "Процессы предоставления услуг"}
    return ReadRoadmap(
        heading=("План мероприятий («дорожная карта»)",),
        sections=tuple(ReadSection(number, title) for number, title in titles.items()),
        measures=tuple(found),
    )


def roadmap(of: Agency | None = None, plan: ReadRoadmap | None = None) -> Roadmap:
    owner = of or agency()
    return import_roadmap(
        agency=owner,
        reading=plan or reading(),
        file=stored_file(owner),
        approval=APPROVAL,
        by=member(Role.COORDINATOR, owner),
        at=NOON,
    )


def measure(of: Roadmap | None = None, number: str = "1.1") -> Measure:
    found = (of or roadmap()).measures.select_related("roadmap__agency", "responsible", "section")
    return found.get(number=number)


def section(of: Roadmap, number: str = "1") -> Section:
    return of.sections.get(number=number)


def edition(of: Roadmap) -> RoadmapEdition:
    return of.editions.get(number=1)


def required_result(of: Measure) -> RequiredResult:
    return of.results.select_related("measure__roadmap__agency").get()


def co_executor(of: Measure) -> CoExecutor:
    return of.co_executors.get()


def result_document(of: RequiredResult, document: Act | None = None) -> ResultDocument:
    owner = of.measure.roadmap.agency
    by = member(Role.COORDINATOR, owner)
    counted = document or act(owner, by)
    count_document(act=counted, results=[of], today=TODAY, by=by, at=NOON)
    return of.documents.select_related("act", "result__measure__roadmap").get(act=counted)


def minutes(of: Agency, dated: date = date(2024, 3, 1)) -> Act:
    return act(of, kind=ActKind.MINUTES, dated=dated)


def due_date_decision(
    of: Measure, new_due_on: date = date(2024, 6, 3), basis: Act | None = None
) -> DueDateDecision:
    owner = of.roadmap.agency
    [decision] = move_due_dates(
        measures=[of],
        new_due_on=new_due_on,
        reason="уточнение перечня",
        minutes=basis or minutes(owner),
        by=member(Role.WORKING_GROUP, owner),
        at=NOON,
    )
    return decision


def import_draft(of: Agency, plan: ReadRoadmap | None = None) -> ImportDraft:
    by = member(Role.COORDINATOR, of)
    return prepare_import(
        agency=of, name="план.txt", data="план".encode(), reading=plan or reading(), by=by, at=NOON
    )


def template(of: Agency | None = None, plan: ReadRoadmap | None = None) -> RoadmapEdition:
    """The only edition of a plan that is offered to its region."""
    made = roadmap(of, plan)
    offer_template(roadmap=made, offered=True, by=member(Role.COORDINATOR, made.agency), at=NOON)
    return made.editions.select_related("roadmap__agency").get()


def adaptation(plan: ReadRoadmap, new_start: date = TODAY, **names: str) -> Adaptation:
    """Every post keeps its title; terms are counted from the approval."""
    return Adaptation(names, {post: post for post in posts_in(plan)}, APPROVAL.approved_on, new_start)


def from_template(of: Agency, edition: RoadmapEdition) -> ImportDraft:
    by = member(Role.COORDINATOR, of)
    asked = adaptation(ReadRoadmap.from_json(edition.content))
    return prepare_from_template(agency=of, edition=edition, adaptation=asked, by=by, at=NOON)


def roadmap_origin(of: Agency | None = None) -> RoadmapOrigin:
    owner = of or agency()
    draft = from_template(owner, template(agency(owner.region)))
    by = member(Role.COORDINATOR, owner)
    made = confirm_import(draft=draft, approval=APPROVAL, seen="", by=by, at=NOON)
    return RoadmapOrigin.objects.select_related("template__roadmap__agency").get(roadmap=made)
