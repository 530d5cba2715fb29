"""How the notices of the roadmap read, and what stands in everybody's digest."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.notices.kinds import DigestSection, Line, NoticeKind, path_of, register_digest, register_kind
from navstrechu.organisation.models import Agency
from navstrechu.organisation.permissions import roles_in
from navstrechu.organisation.queries import own_posts
from navstrechu.roadmap.notices import MEASURE
from navstrechu.roadmap.progress import MeasureState
from navstrechu.roadmap.queries.plan import current_roadmap
from navstrechu.roadmap.queries.state import MeasureStateOn, roadmap_state
from navstrechu.roadmap.urgency import missing_text, term_text

_L = gettext_lazy
KINDS = (
    NoticeKind(
        "overdue", _L("Просрочены"), _L("Мероприятие {number} просрочено"),
        _L("срок был {deadline}, {title}"),
        "circle-alert", "danger", 10, stands=True,
    ),
    NoticeKind(
        "at_risk", _L("Под угрозой"), _L("Мероприятие {number} под угрозой"), _L("срок {deadline}, {title}"),
        "clock-alert", "warning", 20, stands=True,
    ),
    NoticeKind(
        "due_date_moved", _L("Перенесены сроки"),
        _L("Срок мероприятия {number} перенесён с {was} на {becomes}"), _L("{reason}"),
        "calendar-clock", "warning", 30,
    ),
    NoticeKind(
        "document_counted", _L("Новые документы"), _L("По мероприятию {number} засчитан документ"),
        _L("{act}"), "file-check", "success", 40,
    ),
    NoticeKind(
        "document_uncounted", _L("Документы сняты"),
        _L("По мероприятию {number} документ больше не засчитан"),
        _L("{act}"), "undo-2", "warning", 50,
    ),
    NoticeKind(
        "document_annulled", _L("Документы аннулированы"),
        _L("Документ мероприятия {number} аннулирован"), _L("{act}. {reason}"), "ban", "danger", 60,
    ),
    NoticeKind(
        "comment", _L("Сообщения в обсуждениях"), _L("{actor} пишет о мероприятии {number}"), _L("{text}"),
        "message-square", "info", 70,
    ),
    NoticeKind(
        "new_edition", _L("Редакции дорожной карты"), _L("Загружена редакция дорожной карты"), _L("{basis}"),
        "upload", "accent", 80,
    ),
)  # fmt: skip


def register() -> None:
    """Enter kinds and the sections of digests."""
    for kind in KINDS:
        register_kind(kind)
    register_digest(terms)


def terms(user: User, agency: Agency, on: date) -> list[DigestSection]:
    """Overdue measures and those whose term is close: of the own posts, for the plan's keepers of all."""
    posts = own_posts(user, agency, on)
    keeps_plan = bool({Role.RESPONSIBLE, Role.COORDINATOR} & roles_in(user, agency))
    roadmap = current_roadmap(agency)
    if roadmap is None or not (posts or keeps_plan):
        return []
    state = roadmap_state(roadmap, on=on)
    own = [measure for measure in state.measures if keeps_plan or measure.belongs_to(posts)]
    overdue = [measure for measure in own if measure.state is MeasureState.OVERDUE]
    at_risk = [measure for measure in own if measure.state is MeasureState.AT_RISK]
    soon = [one for one in at_risk if one.progress.working_days <= agency.risk_working_days]
    sections = (
        _section(_("Просрочено"), overdue, agency),
        _section(_("Срок близко"), soon, agency),
        _section(_("Ждут просроченных мероприятий"), [one for one in at_risk if one not in soon], agency),
    )
    return [section for section in sections if section.lines]


def _section(heading: str, measures: list[MeasureStateOn], agency: Agency) -> DigestSection:
    found = sorted(measures, key=lambda measure: measure.progress.deadline)
    return DigestSection(heading, tuple(_line(measure, agency) for measure in found))


def _line(measure: MeasureStateOn, agency: Agency) -> Line:
    """«2.1.1. Составить реестр … – осталось 3 рабочих дня, нет приказа»"""
    waits = measure.progress.late_inputs if measure.state is MeasureState.AT_RISK else ()
    words = [
        term_text(measure),
        missing_text(measure),
        _("нужен результат {numbers}").format(numbers=", ".join(waits)) if waits else "",
    ]
    path = path_of(MEASURE, agency.code, measure.number)
    return Line(f"{measure.number}. {measure.title} – {', '.join(word for word in words if word)}", path)
