"""Counting registered documents as results."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from navstrechu.accounts.models import User
from navstrechu.acts.models import Act
from navstrechu.acts.services import ActDraft, register_act
from navstrechu.acts.workflow import Status
from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.history.services import Actor, record
from navstrechu.organisation.models import Agency
from navstrechu.organisation.queries import own_posts
from navstrechu.roadmap import permissions
from navstrechu.roadmap.models import Measure, RequiredResult, ResultDocument
from navstrechu.roadmap.services.subjects import result_subject


@transaction.atomic
def register_result_document(
    *, agency: Agency, draft: ActDraft, results: Sequence[RequiredResult], today: date, by: User, at: datetime
) -> Act:
    """Register a document and count it as each of the results, all or nothing.

    Raises what `register_act` and `count_document` raise.
    """
    _require_may_count(agency, results, today, by)
    act = register_act(agency=agency, draft=draft, today=today, by=by, at=at)
    count_document(act=act, results=results, today=today, by=by, at=at)
    return act


@transaction.atomic
def count_document(
    *, act: Act, results: Sequence[RequiredResult], today: date, by: Actor, at: datetime
) -> None:
    """Count a registered document as results of measures; those that have it already stay as they are.

    Raises NotAllowed, InputRefused for none or a kind that does not fit, Conflict for an annulled document.
    """
    _require_may_count(act.agency, results, today, by)
    _require_fit(act, results)
    for result in results:
        _link, created = ResultDocument.objects.get_or_create(
            result=result, act=act, defaults={"linked_at": at, "linked_by_name": by.display_name}
        )
        if created:
            _record("result_document_linked", result, act, by, at)


@transaction.atomic
def uncount_document(*, link: ResultDocument, today: date, by: User, at: datetime) -> None:
    """Take a document off a result it was counted for by mistake. Raises NotAllowed."""
    result, act = link.result, link.act
    _require_may_count(act.agency, [result], today, by)
    link.delete()
    _record("result_document_unlinked", result, act, by, at)


def _require_may_count(agency: Agency, results: Sequence[RequiredResult], today: date, by: Actor) -> None:
    if not results:
        raise InputRefused(_("Отметьте хотя бы один результат, который закрывает документ."))
    if any(result.measure.roadmap.agency_id != agency.pk for result in results):
        raise InputRefused(_("Результат принадлежит дорожной карте другого органа."))
    ids = {result.measure_id for result in results}
    measures = Measure.objects.filter(pk__in=ids).prefetch_related("co_executors")
    posts = own_posts(by, agency, today) if isinstance(by, User) else frozenset[int]()
    permissions.can_count_document(by, agency, list(measures), posts).require()


def _require_fit(act: Act, results: Sequence[RequiredResult]) -> None:
    if act.status != Status.REGISTERED:
        raise Conflict(_("Регистрация документа аннулирована: он не может быть результатом."))
    misfits = [result for result in results if result.kind != act.kind]
    if misfits:
        numbers = ", ".join(sorted({result.measure.number for result in misfits}))
        demanded = _("приказ") if misfits[0].kind == "order" else _("отчёт")
        raise InputRefused(
            _(
                "Мероприятие {numbers} требует другого вида документа: {demanded}. Проверьте вид документа."
            ).format(numbers=numbers, demanded=demanded)
        )


def _record(verb: str, result: RequiredResult, act: Act, by: Actor, at: datetime) -> None:
    record(verb, agency_id=act.agency_id, subject=result_subject(result), by=by, at=at, comment=str(act))
