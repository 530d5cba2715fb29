"""Values of the product turned into their shapes."""

from collections.abc import Iterable, Mapping
from datetime import date

from navstrechu.accounts.models import User
from navstrechu.acts.models import Act, ActKind
from navstrechu.acts.standing import Standing, standings_of
from navstrechu.acts.workflow import Status
from navstrechu.api.v1.shapes import (
    AgencyShape,
    CommentShape,
    DocumentKind,
    DocumentShape,
    EditionShape,
    FileShape,
    FulfilledResult,
    MeasureShape,
    NamedPost,
    PostShape,
    RegionShape,
    ResultShape,
    RoadmapShape,
    SectionShape,
    UnitShape,
)
from navstrechu.discussion.queries import Remark
from navstrechu.organisation.models import Agency, Appointment, Post
from navstrechu.organisation.permissions import roles_in
from navstrechu.organisation.queries import today_in
from navstrechu.roadmap.models import RoadmapEdition
from navstrechu.roadmap.progress import STATE_LABELS
from navstrechu.roadmap.queries.documents import ActPurpose, purposes_of
from navstrechu.roadmap.queries.state import MeasureStateOn, PostState, ResultState, RoadmapState

_KIND: dict[ActKind, DocumentKind] = {
    ActKind.ORDER: "order",
    ActKind.REPORT: "report",
    ActKind.MINUTES: "minutes",
    ActKind.OTHER: "other",
}


def agency_shape(agency: Agency, user: User) -> AgencyShape:
    """An agency as the account sees it."""
    return AgencyShape(
        code=agency.code,
        full_name=agency.full_name,
        short_name=agency.short_name,
        region=RegionShape(code=agency.region.code, name=agency.region.name),
        place=agency.place,
        time_zone=agency.time_zone,
        today=today_in(agency),
        roles=sorted(role.value for role in roles_in(user, agency)),
        version=agency.version,
    )


def post_shape(post: Post, holders: Mapping[int, Appointment]) -> PostShape:
    """A post with whoever holds it."""
    held = holders.get(post.pk)
    return PostShape(
        id=post.pk,
        title=post.title,
        rank=post.rank,
        unit=UnitShape(id=post.unit.pk, name=post.unit.name) if post.unit else None,
        holder=held.person.short_name if held else "",
        is_acting=held.is_acting if held else False,
        version=post.version,
    )


def measure_shape(measure: MeasureStateOn) -> MeasureShape:
    """A measure of the day."""
    progress = measure.progress
    return MeasureShape(
        id=measure.id,
        number=measure.number,
        section=measure.section,
        title=measure.title,
        kind=measure.kind or None,
        responsible=_named(measure.responsible),
        co_executors=[_named(post) for post in measure.co_executors],
        quota_percent=measure.quota_percent,
        due_on=measure.due_on,
        baseline_due_on=measure.baseline_due_on,
        deadline=progress.deadline,
        started_on=measure.started_on,
        done_on=progress.done_on,
        state=progress.state.value,
        state_label=str(STATE_LABELS[progress.state]),
        working_days=progress.working_days,
        late_inputs=list(progress.late_inputs),
        results=[result_shape(result, measure.number) for result in measure.results],
        version=measure.version,
    )


def _named(post: PostState) -> NamedPost:
    return NamedPost(id=post.id, title=post.title, holder=post.holder, is_acting=post.is_acting)


def result_shape(result: ResultState, number: str) -> ResultShape:
    """A required result of a measure of the day."""
    return ResultShape(
        id=result.id,
        measure=number,
        kind=result.kind,
        text=result.text,
        attachment=result.attachment,
        met_on=result.met_on,
        documents=sorted(link.act_id for link in result.links),
        version=result.version,
    )


def roadmap_shape(
    state: RoadmapState, heading: Iterable[str], edition: RoadmapEdition | None
) -> RoadmapShape:
    """The roadmap of the day without its measures."""
    return RoadmapShape(
        title=state.roadmap.title,
        as_of=state.on,
        heading=list(heading),
        edition=_edition(edition) if edition else None,
        measures=len(state.measures),
        results_met=state.results_met,
        results_required=state.results_required,
        states={one.value: state.counts[one] for one in STATE_LABELS},
        sections=[
            SectionShape(
                number=section.number,
                title=section.title,
                is_group=section.is_group,
                measures=len(section.measures),
            )
            for section in state.sections
        ],
    )


def _edition(edition: RoadmapEdition) -> EditionShape:
    return EditionShape(number=edition.number, approved_on=edition.approved_on, basis=edition.basis)


def document_shapes(acts: list[Act], on: date) -> list[DocumentShape]:
    """Documents with what each is for and how it stands on the day, in three queries."""
    purposes, standings = purposes_of(acts), standings_of(acts, on)
    return [_document(act, purposes[act.pk], standings[act.pk].standing) for act in acts]


def _document(act: Act, purpose: ActPurpose, standing: Standing) -> DocumentShape:
    return DocumentShape(
        id=act.pk,
        kind=_KIND[ActKind(act.kind)],
        number=act.number,
        dated=act.dated,
        title=act.title,
        status="annulled" if act.status == Status.ANNULLED else "registered",
        annulled_on=act.annulled_on,
        annulled_because=act.annulled_because,
        standing=standing.value,
        file=FileShape(
            name=act.file.name,
            media_type=act.file.media_type,
            size=act.file.size,
            sha256=act.file.sha256,
        ),
        results=[FulfilledResult(id=result.pk, measure=result.measure.number) for result in purpose.fulfils],
        moves=purpose.moved,
        registered_at=act.registered_at,
        registered_by=act.registered_by_name,
        version=act.version,
    )


def comment_shape(remark: Remark) -> CommentShape:
    """A comment as the pages show it."""
    return CommentShape(
        id=remark.id,
        author=remark.author,
        post=remark.post,
        at=remark.at,
        text=remark.text,
        is_withdrawn=remark.is_withdrawn,
    )
