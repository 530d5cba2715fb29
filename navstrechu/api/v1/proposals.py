"""Proposals of changes: handed in, corrected and withdrawn by their authors, decided by the coordinator."""

from typing import Literal

from django.http import HttpResponse
from django.utils import timezone
from ninja import Query, Router
from pydantic import Field

from navstrechu.accounts.roles import Permission
from navstrechu.api.answers import json_answer, tagged, wanted_version
from navstrechu.api.authentication import AccessKey, KeyRequest, caller, reads
from navstrechu.api.inputs import AgencyCode, Body, Day, Identifier, Limit, Offset, Reference, text
from navstrechu.api.repeats import once
from navstrechu.api.schema import UNDER_VERSION
from navstrechu.api.v1.places import agency_of
from navstrechu.api.v1.proposal_drafts import SUBJECTS, becomes_json, require_fields
from navstrechu.api.v1.proposal_shapes import ProposalPage, ProposalShape, ProposalStatus
from navstrechu.api.v1.proposal_values import proposal_shape
from navstrechu.api.v1.references import process_named, row_named, touchpoint_named
from navstrechu.api.v1.register_places import proposal_of
from navstrechu.api.v1.register_words import ActionWord, Becomes, TriggerWord
from navstrechu.organisation.models import Agency
from navstrechu.organisation.queries import today_in
from navstrechu.tokens.scopes import Scope
from navstrechu.touchpoints.models import ChangeProposal
from navstrechu.touchpoints.queries.proposals import proposals_of
from navstrechu.touchpoints.services import proposals as services
from navstrechu.touchpoints.services.proposals import ProposalDraft
from navstrechu.touchpoints.vocabulary import Action, Trigger

router = Router(tags=["Предложения об изменениях"])


class ProposalCorrection(Body):
    """A returned proposal as it is handed in anew; its action and subject stay."""

    trigger: TriggerWord = Field(description="Случай актуализации по пункту 3.2 приказа.")
    reason: str = text(4_000, min_length=1, description="Что изменилось и почему.")
    happened_on: Day
    becomes: Becomes | None = Field(None, description="Поля зависят от действия.")


class NewProposal(ProposalCorrection):
    """A change to report; its action says which subject it has."""

    action: ActionWord
    process: Reference | None = Field(None, description="Процесс: add_link, exclude_process.")
    row: Reference | None = Field(None, description="Строка: change_link, remove_link.")
    touchpoint: Reference | None = Field(None, description="Точка: change_touchpoint.")


class Verdict(Body):
    decision: Literal["accept", "return", "reject"]
    remark: str = text(4_000, default="", description="Нужно, если предложение возвращают или отклоняют.")


@router.get(
    "/agencies/{agency}/proposals",
    auth=reads(),
    response=ProposalPage,
    url_name="proposals",
    summary="Предложения",
    operation_id="proposals",
)
def proposals(
    request: KeyRequest,
    agency: AgencyCode,
    status: ProposalStatus | None = Query(None, description="Только в этом состоянии."),  # noqa: B008 – ninja reads it
    action: ActionWord | None = Query(None, description="Только с этим действием."),  # noqa: B008
    unit: Reference | None = Query(None, description="Только этого подразделения."),  # noqa: B008
    limit: Limit = 50,
    offset: Offset = 0,
) -> HttpResponse:
    """Proposals of the agency, the latest first."""
    owner = agency_of(request, agency)
    asked = {"status": status, "action": action, "unit": unit}
    found = proposals_of(owner).filter(**{name: value for name, value in asked.items() if value is not None})
    groups = _groups(owner)
    items = [proposal_shape(one, groups) for one in found[offset : offset + limit]]
    return json_answer(ProposalPage(total=found.count(), limit=limit, offset=offset, items=items))


def _groups(owner: Agency) -> dict[int, int]:
    return dict(owner.process_groups.values_list("pk", "number"))


@router.get(
    "/agencies/{agency}/proposals/{proposal}",
    auth=reads(),
    response=ProposalShape,
    url_name="proposal",
    summary="Предложение",
    operation_id="proposal",
)
def proposal(request: KeyRequest, agency: AgencyCode, proposal: Identifier) -> HttpResponse:
    """One proposal; its ETag is what a decision must name."""
    shown = _shown(agency_of(request, agency), proposal)
    return tagged(request, shown, shown.version)


def _shown(owner: Agency, pk: int) -> ProposalShape:
    return proposal_shape(proposal_of(owner, pk), _groups(owner))


@router.post(
    "/agencies/{agency}/proposals",
    auth=AccessKey(Scope.PROPOSE_CHANGES),
    response={201: ProposalShape},
    url_name="proposals",
    summary="Представить предложение",
    operation_id="submit_proposal",
)
def submit(request: KeyRequest, agency: AgencyCode, body: NewProposal) -> HttpResponse:
    """Hand a proposal in; the responsible and the coordinator are notified."""
    owner = agency_of(request, agency, Permission.PROPOSE_CHANGES)

    def work() -> ProposalShape:
        made = services.submit_proposal(
            agency=owner,
            draft=_new_draft(owner, body),
            today=today_in(owner),
            by=caller(request),
            at=timezone.now(),
        )
        return _shown(owner, made.pk)

    return once(request, body.model_dump(), work, status=201)


def _new_draft(owner: Agency, body: NewProposal) -> ProposalDraft:
    action = Action(body.action)
    subjects = {"process": body.process, "row": body.row, "touchpoint": body.touchpoint}
    require_fields(action, subjects, {SUBJECTS[action]} if action in SUBJECTS else set(), set())
    row = row_named(owner, body.row) if body.row else None
    return ProposalDraft(
        trigger=Trigger(body.trigger),
        action=action,
        becomes=becomes_json(owner, action, body.becomes, row),
        reason=body.reason,
        happened_on=body.happened_on,
        process=process_named(owner, body.process) if body.process else None,
        row=row,
        touchpoint=touchpoint_named(owner, body.touchpoint) if body.touchpoint else None,
    )


@router.post(
    "/agencies/{agency}/proposals/{proposal}/resubmit",
    auth=AccessKey(Scope.PROPOSE_CHANGES),
    response=ProposalShape,
    url_name="proposal-resubmit",
    summary="Представить возвращённое предложение заново",
    operation_id="resubmit_proposal",
    openapi_extra=UNDER_VERSION,
)
def resubmit(
    request: KeyRequest, agency: AgencyCode, proposal: Identifier, body: ProposalCorrection
) -> HttpResponse:
    """Hand a returned proposal in again, corrected by its author."""
    owner = agency_of(request, agency, Permission.PROPOSE_CHANGES)

    def work() -> ProposalShape:
        found = _seen(request, owner, proposal)
        draft = ProposalDraft(
            trigger=Trigger(body.trigger),
            action=Action(found.action),
            becomes=becomes_json(owner, Action(found.action), body.becomes, found.link),
            reason=body.reason,
            happened_on=body.happened_on,
            process=found.process if found.link is None else None,
            row=found.link,
            touchpoint=found.touchpoint,
        )
        services.resubmit_proposal(
            proposal=found, draft=draft, today=today_in(owner), by=caller(request), at=timezone.now()
        )
        return _shown(owner, proposal)

    return once(request, body.model_dump(), work, status=200)


@router.post(
    "/agencies/{agency}/proposals/{proposal}/withdraw",
    auth=AccessKey(Scope.PROPOSE_CHANGES),
    response=ProposalShape,
    url_name="proposal-withdraw",
    summary="Отозвать своё предложение",
    operation_id="withdraw_proposal",
    openapi_extra=UNDER_VERSION,
)
def withdraw(request: KeyRequest, agency: AgencyCode, proposal: Identifier) -> HttpResponse:
    """Take an own proposal back while it is not decided."""
    owner = agency_of(request, agency, Permission.PROPOSE_CHANGES)

    def work() -> ProposalShape:
        found = _seen(request, owner, proposal)
        services.withdraw_proposal(proposal=found, by=caller(request), at=timezone.now())
        return _shown(owner, proposal)

    return once(request, {}, work, status=200)


@router.post(
    "/agencies/{agency}/proposals/{proposal}/decision",
    auth=AccessKey(Scope.DECIDE_PROPOSALS),
    response=ProposalShape,
    url_name="proposal-decision",
    summary="Принять, вернуть или отклонить предложение",
    operation_id="decide_proposal",
    openapi_extra=UNDER_VERSION,
)
def decide(request: KeyRequest, agency: AgencyCode, proposal: Identifier, body: Verdict) -> HttpResponse:
    """Decide on a proposal of somebody else; what is accepted stands in the register at once."""
    owner = agency_of(request, agency, Permission.DECIDE_PROPOSALS)

    def work() -> ProposalShape:
        _decide(request, _seen(request, owner, proposal), body)
        return _shown(owner, proposal)

    return once(request, body.model_dump(), work, status=200)


def _decide(request: KeyRequest, found: ChangeProposal, body: Verdict) -> None:
    by, at, remark = caller(request), timezone.now(), body.remark
    if body.decision == "accept":
        today = today_in(found.agency)
        services.accept_proposal(proposal=found, remark=remark, today=today, by=by, at=at)
    elif body.decision == "return":
        services.return_proposal(proposal=found, remark=remark, by=by, at=at)
    else:
        services.reject_proposal(proposal=found, remark=remark, by=by, at=at)


def _seen(request: KeyRequest, owner: Agency, pk: int) -> ChangeProposal:
    """The proposal under the version of `If-Match`, which the services compare with the stored one."""
    found = proposal_of(owner, pk)
    found.version = wanted_version(request, found.version)
    return found
