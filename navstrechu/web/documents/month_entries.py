"""What stands in the calendar of documents: registered ones, terms of visas, days by which one is needed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.acts.models import Act
from navstrechu.acts.standing import Standing, standings_of
from navstrechu.core.text.plurals import counted_in_words_of
from navstrechu.drafting.models import Visa
from navstrechu.organisation.models import Agency
from navstrechu.roadmap.queries.state import MeasureStateOn, RoadmapState


class Sort(StrEnum):
    """What an entry is."""

    DOCUMENT = "document"
    VISA = "visa"
    RESULT = "result"


SORTS = {
    Sort.DOCUMENT: gettext_lazy("Зарегистрированные документы"),
    Sort.VISA: gettext_lazy("Сроки виз"),
    Sort.RESULT: gettext_lazy("Сроки, к которым нужен документ"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a day; ``label`` says aloud what its icon means."""

    label: str
    icon: str
    tone: str
    name: str
    title: str
    url: str
    is_gone: bool = False


Days = dict[date, list[Entry]]


def entries_of(
    agency: Agency, first: date, last: date, state: RoadmapState | None, on: date, sort: Sort | None
) -> Days:
    """What stands on the days from ``first`` to ``last``, as it is known on the shown day."""
    found: Days = defaultdict(list)
    if sort in (None, Sort.DOCUMENT):
        _put_documents(found, agency, first, min(last, on), on)
    if sort in (None, Sort.VISA):
        _put_visas(found, agency, first, last, on)
    if state is not None and sort in (None, Sort.RESULT):
        _put_results(found, agency, state.measures, on)
    return found


def _put_documents(found: Days, agency: Agency, first: date, last: date, on: date) -> None:
    acts = list(Act.objects.filter(agency=agency, dated__range=(first, last)).order_by("dated", "pk"))
    standings = standings_of(acts, on)
    for act in acts:
        is_annulled = standings[act.pk].standing is Standing.ANNULLED
        found[act.dated].append(
            Entry(
                label=_("регистрация аннулирована") if is_annulled else _("зарегистрирован документ"),
                icon="ban" if is_annulled else "stamp",
                tone="neutral" if is_annulled else "success",
                name=f"{act.get_kind_display()} № {act.number}",
                title=act.title,
                url=reverse("documents:document", args=[agency.code, act.pk]),
                is_gone=is_annulled,
            )
        )


def _put_visas(found: Days, agency: Agency, first: date, last: date, on: date) -> None:
    """Visas that are waited for: received, not decided, of rounds that are open."""
    visas = Visa.objects.filter(
        round__draft__agency=agency, round__outcome=None, decision=None, due_on__range=(first, last)
    ).select_related("round__draft", "post")
    for visa in visas.order_by("due_on", "pk"):
        assert visa.due_on is not None  # noqa: S101 – the range leaves no others
        is_late = visa.due_on < on
        found[visa.due_on].append(
            Entry(
                label=_("срок визы прошёл") if is_late else _("срок визы"),
                icon="clock-alert" if is_late else "user-check",
                tone="danger" if is_late else "info",
                name=_("Виза: {post}").format(post=visa.post.title),
                title=visa.round.draft.title,
                url=reverse("drafting:draft", args=[agency.code, visa.round.draft_id]),
            )
        )


def _put_results(found: Days, agency: Agency, measures: Iterable[MeasureStateOn], on: date) -> None:
    """Measures that still want documents, on their last day."""
    for measure in measures:
        wanted = sum(not result.links for result in measure.results)
        if not wanted:
            continue
        deadline = measure.progress.deadline
        is_late = deadline < on
        counted = counted_in_words_of(wanted, _("документ,документа,документов"))
        found[deadline].append(
            Entry(
                label=_("документа нет, срок прошёл") if is_late else _("к этому дню нужен документ"),
                icon="file-clock",
                tone="danger" if is_late else "violet",
                name=measure.number,
                title=_("{title} (нужно: {counted})").format(title=measure.title, counted=counted),
                url=reverse("roadmap:measure", args=[agency.code, measure.number]),
            )
        )
