"""Corrections of a measure's wording and executors, and the note that its work has begun."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from navstrechu.accounts.models import User
from navstrechu.core.diff import changes
from navstrechu.core.errors import Conflict, InputRefused, StaleObject
from navstrechu.core.text.dates import date_in_figures
from navstrechu.history.services import record
from navstrechu.organisation.models import Post
from navstrechu.organisation.queries import own_posts
from navstrechu.roadmap import permissions
from navstrechu.roadmap.events import FIELDS
from navstrechu.roadmap.measure_kinds import kind_of
from navstrechu.roadmap.models import CoExecutor, Measure, RequiredResult
from navstrechu.roadmap.services.subjects import measure_subject, result_subject

_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class MeasureWording:
    """What may be corrected in a measure; its due date is not among it: only a decision moves a date."""

    title: str
    responsible: Post
    co_executors: tuple[Post, ...]


@transaction.atomic
def edit_measure(
    *, measure: Measure, version: int, wording: MeasureWording, by: User, at: datetime
) -> Measure:
    """Correct title, responsible or co-executors under the version that the editor saw.

    Raises NotAllowed, InputRefused, StaleObject with both texts when somebody else was faster.
    """
    agency = measure.roadmap.agency
    permissions.can_edit(by, agency).require()
    cleaned = _require_text(wording.title, _("Мероприятие"))
    _require_posts([wording.responsible, *wording.co_executors], agency.pk)
    _require_distinct(wording)
    new = _texts(cleaned, wording.responsible, wording.co_executors)
    if not Measure.objects.filter(pk=measure.pk, version=version).update(
        title=cleaned, kind=kind_of(cleaned) or "", responsible=wording.responsible, version=version + 1
    ):
        raise _stale(measure, new)
    changed = changes(current_texts(measure), new)
    _replace_co_executors(measure, wording.co_executors)
    measure.refresh_from_db()
    if changed:
        record(
            "measure_edited",
            agency_id=agency.pk,
            subject=measure_subject(measure),
            by=by,
            at=at,
            changes=changed,
        )
    return measure


def current_texts(measure: Measure) -> dict[str, object]:
    """Wording and executors as they are compared and kept in the history: texts only."""
    posts = [item.post for item in measure.co_executors.select_related("post").order_by("position")]
    return _texts(measure.title, measure.responsible, posts)


def _texts(title: str, responsible: Post, co_executors: Sequence[Post]) -> dict[str, object]:
    return {
        "title": title,
        "responsible": responsible.title,
        "co_executors": [post.title for post in co_executors],
    }


def _stale(measure: Measure, new: dict[str, object]) -> StaleObject:
    theirs = current_texts(Measure.objects.get(pk=measure.pk))
    return StaleObject(
        _("Мероприятие {number} уже изменил другой сотрудник. Сравните тексты и сохраните нужный.").format(
            number=measure.number
        ),
        mine={str(FIELDS[name]): _shown(value) for name, value in new.items()},
        theirs={str(FIELDS[name]): _shown(value) for name, value in theirs.items()},
    )


def _shown(value: object) -> str:
    return "\n".join(value) if isinstance(value, list) else str(value)


def _replace_co_executors(measure: Measure, posts: Sequence[Post]) -> None:
    measure.co_executors.all().delete()
    CoExecutor.objects.bulk_create(
        CoExecutor(measure=measure, post=post, position=place) for place, post in enumerate(posts)
    )


@transaction.atomic
def edit_result(*, result: RequiredResult, version: int, text: str, by: User, at: datetime) -> RequiredResult:
    """Correct the printed text of a required result. Raises NotAllowed, InputRefused, StaleObject."""
    agency = result.measure.roadmap.agency
    permissions.can_edit(by, agency).require()
    cleaned = _require_text(text, _("Результат"))
    if not RequiredResult.objects.filter(pk=result.pk, version=version).update(
        text=cleaned, version=version + 1
    ):
        theirs = RequiredResult.objects.get(pk=result.pk).text
        label = str(FIELDS["text"])
        raise StaleObject(
            _("Текст результата уже изменил другой сотрудник. Сравните тексты и сохраните нужный."),
            mine={label: cleaned},
            theirs={label: theirs},
        )
    was, result.text, result.version = result.text, cleaned, version + 1
    if was != cleaned:
        told = {"text": [was, cleaned]}
        record(
            "result_edited", agency_id=agency.pk, subject=result_subject(result), by=by, at=at, changes=told
        )
    return result


@transaction.atomic
def start_measure(*, measure: Measure, started_on: date, today: date, by: User, at: datetime) -> Measure:
    """Note the day on which work began; it only tells «в работе» from «не начато».

    Raises NotAllowed, InputRefused for a day in the future, Conflict when it is noted already.
    """
    agency = measure.roadmap.agency
    permissions.can_start(by, agency, measure, own_posts(by, agency, today)).require()
    if started_on > today:
        raise InputRefused(_("Дата начала ещё не наступила. Укажите сегодняшнюю или прошедшую дату."))
    if not Measure.objects.filter(pk=measure.pk, started_on=None).update(
        started_on=started_on, version=measure.version + 1
    ):
        raise Conflict(_("Начало работы по мероприятию уже отмечено."))
    measure.refresh_from_db()
    record(
        "measure_started",
        agency_id=agency.pk,
        subject=measure_subject(measure),
        by=by,
        at=at,
        changes={"started_on": [None, started_on.isoformat()]},
        comment=date_in_figures(started_on),
    )
    return measure


def _require_text(text: str, label: str) -> str:
    cleaned = " ".join(text.split())
    if not cleaned:
        raise InputRefused(_("Поле «{label}» не может быть пустым.").format(label=label))
    if len(cleaned) > _LONGEST:
        raise InputRefused(_("Поле «{label}» длиннее 4000 знаков. Сократите текст.").format(label=label))
    return cleaned


def _require_posts(posts: Sequence[Post], agency_id: int) -> None:
    if any(post.agency_id != agency_id for post in posts):
        raise InputRefused(_("Выбрана должность другого органа. Выберите должность из списка."))


def _require_distinct(wording: MeasureWording) -> None:
    if wording.responsible in wording.co_executors or len(set(wording.co_executors)) < len(
        wording.co_executors
    ):
        raise InputRefused(_("Одна должность указана дважды. Уберите повтор из соисполнителей."))
