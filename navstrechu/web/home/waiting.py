"""What waits for the person who looks: visas, signatures, decisions, orders, reports, what lacks."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from navstrechu.accounts.roles import Permission
from navstrechu.core.findings import Level
from navstrechu.core.text.dates import date_in_figures
from navstrechu.core.text.plurals import counted_in_words_of
from navstrechu.drafting.queries.agreement import waiting_for
from navstrechu.organisation.queries import own_units
from navstrechu.registers import permissions
from navstrechu.registers.kinds import RegisterKind, register_kinds
from navstrechu.registers.queries import awaiting_edition
from navstrechu.touchpoints.queries.waiting import (
    lacks_of,
    proposals_returned_to,
    proposals_to_decide,
    reports_owed,
)
from navstrechu.web.home.cards import Step
from navstrechu.web.shell.requests import AgencyRequest


def waiting_steps(request: AgencyRequest) -> list[Step]:
    """By role, the most pressing first; empty for who only reads."""
    return [
        *_papers(request),
        *_reports(request),
        *_proposals(request),
        *_editions(request),
        *_lacks(request),
    ]


def _papers(request: AgencyRequest) -> Iterator[Step]:
    """Official documents: the same counts as on the page of visas, whatever day is shown."""
    found = waiting_for(request.user, request.agency, request.as_of.today)
    url = reverse("drafting:visas", args=[request.agency.code])
    if found.visas:
        message = _("Ждут вашей визы: {number}.").format(number=_documents(found.visas))
        if found.late:
            message = _("Ждут вашей визы: {number}, просрочено – {late}.").format(
                number=_documents(found.visas), late=found.late
            )
        yield Step(Level.BLOCKER if found.late else Level.WARNING, message, url, _("Рассмотреть"))
    if found.to_sign:
        message = _("Согласованы и ждут вашей подписи: {number}.").format(number=_documents(found.to_sign))
        yield Step(Level.WARNING, message, url, _("Подписать"))
    if found.to_register:
        message = _("Подписаны и ждут регистрации: {number}.").format(number=_documents(found.to_register))
        yield Step(Level.WARNING, message, url, _("Зарегистрировать"))
    if found.returned:
        message = _("Возвращены вам с замечаниями: {number}.").format(number=_documents(found.returned))
        yield Step(Level.WARNING, message, url, _("Исправить"))


def _documents(number: int) -> str:
    return counted_in_words_of(number, _("документ,документа,документов"))


def _reports(request: AgencyRequest) -> Iterator[Step]:
    """The coordinator hears of what is overdue, the head of a unit of all that the unit owes."""
    url = reverse("touchpoints:tasks", args=[request.agency.code])
    if Permission.EDIT_REGISTERS in request.permissions:
        late = [term for term in reports_owed(request.agency) if term < request.day]
        if late:
            number = counted_in_words_of(len(late), _("отчёт,отчёта,отчётов"))
            message = _(
                "Просрочено: {number} подразделений об изменениях, срок самого давнего – {day}."
            ).format(number=number, day=date_in_figures(late[0]))
            yield Step(Level.BLOCKER, message, url, _("Открыть"))
    elif Permission.PROPOSE_CHANGES in request.permissions:
        own = reports_owed(request.agency, own_units(request.user, request.agency, request.day))
        if own:
            level = Level.BLOCKER if own[0] < request.day else Level.WARNING
            number = counted_in_words_of(len(own), _("отчёт,отчёта,отчётов"))
            message = _("От вашего подразделения ждут: {number} об изменениях, срок {day}.").format(
                number=number, day=date_in_figures(own[0])
            )
            yield Step(level, message, url, _("Сообщить"))


def _proposals(request: AgencyRequest) -> Iterator[Step]:
    url = reverse("touchpoints:proposals", args=[request.agency.code])
    if Permission.DECIDE_PROPOSALS in request.permissions:
        number = proposals_to_decide(request.agency, request.user)
        if number:
            counted = counted_in_words_of(number, _("предложение,предложения,предложений"))
            message = _("Ждут решения: {number} об изменениях перечня.").format(number=counted)
            yield Step(Level.WARNING, message, f"{url}?state=submitted", _("Рассмотреть"))
    if Permission.PROPOSE_CHANGES in request.permissions:
        number = proposals_returned_to(request.agency, request.user)
        if number:
            counted = counted_in_words_of(number, _("предложение,предложения,предложений"))
            message = _("Возвращено вам с замечанием: {number}.").format(number=counted)
            yield Step(Level.WARNING, message, f"{url}?state=returned", _("Исправить"))


def _editions(request: AgencyRequest) -> Iterator[Step]:
    """Who approves is led to the order, who formed the edition to the edition."""
    if not request.permissions & {Permission.APPROVE_EDITION, Permission.FREEZE_EDITION}:
        return
    for kind in register_kinds():
        step = _edition(request, kind)
        if step is not None:
            yield step


def _edition(request: AgencyRequest, kind: RegisterKind) -> Step | None:
    found = awaiting_edition(request.agency, kind.code)
    if found is None:
        return None
    message = _("{register}: {edition} ждёт утверждения приказом.").format(register=kind.label, edition=found)
    if permissions.can_approve(request.user, found):
        page, action = "approve", _("Утвердить приказом")
    else:
        page, action = "edition", _("Открыть")
    kwargs = {"agency": request.agency.code, "register": kind.code, "number": found.number}
    return Step(Level.WARNING, message, reverse(f"registers:{page}", kwargs=kwargs), action)


def _lacks(request: AgencyRequest) -> Iterator[Step]:
    if Permission.EDIT_REGISTERS not in request.permissions:
        return
    lacks = lacks_of(request.agency)
    if lacks.total:
        message = _(
            "Замечания проверок перечня: процессов без точек – {processes}, строк без взаимодействия – "
            "{interactions}, строк без основания – {bases}."
        ).format(processes=lacks.processes, interactions=lacks.interactions, bases=lacks.bases)
        url = reverse("touchpoints:checks", args=[request.agency.code])
        yield Step(Level.WARNING, message, url, _("Проверки перечня"))
