"""A plan made of another body's plan: names replaced, posts mapped, dates moved to a new start. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher

from navstrechu.core.calendar import WorkingCalendar
from navstrechu.organisation.models import Agency
from navstrechu.roadmap.headings import title_lines
from navstrechu.roadmap.reading.tree import ReadMeasure, ReadRoadmap

_ALIKE = 0.8
_CASES = ("", "_genitive", "_dative", "_instrumental", "_prepositional")


@dataclass(frozen=True, slots=True)
class Adaptation:
    """What is to be changed: words of names, titles of posts, and the day that the work begins anew.

    ``start`` is the day from which the template's terms are counted, ``new_start`` that of the new plan.
    """

    names: Mapping[str, str]
    posts: Mapping[str, str]
    start: date
    new_start: date


@dataclass(frozen=True, slots=True)
class Calendars:
    """Working days of the body that gives the template and of the one that takes it."""

    source: WorkingCalendar
    target: WorkingCalendar


def name_forms(source: Agency, target: Agency) -> dict[str, str]:
    """Every form of the source's name with the target's in its place, the longest first."""
    forms: dict[str, str] = {}
    for case in _CASES:
        own, other = getattr(source, f"called{case}"), getattr(target, f"called{case}")
        forms.setdefault(own, other)
        if source.full_name.startswith(source.called) and target.full_name.startswith(target.called):
            tail, other_tail = source.full_name[len(source.called) :], target.full_name[len(target.called) :]
            forms.setdefault(f"{own}{tail}", f"{other}{other_tail}")
    forms[source.full_name] = target.full_name
    forms[source.full_name_genitive] = target.full_name_genitive
    forms.setdefault(source.short_name, target.short_name)
    found = {own: other for own, other in forms.items() if own and own != other}
    return dict(sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0])))


def occurring(plan: ReadRoadmap, names: Mapping[str, str]) -> dict[str, int]:
    """How often each form stands in the texts of the plan, posts apart; forms that do not occur are out."""
    texts = [*_title(plan), *(section.title for section in plan.sections)]
    for measure in plan.measures:
        texts += [measure.title, *(result.text for result in measure.results)]
    pattern = _pattern(names)
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(match[0] for match in pattern.finditer(text))
    return {own: counts[own] for own in names if counts[own]}


def posts_in(plan: ReadRoadmap) -> dict[str, tuple[int, int]]:
    """Posts of the plan in its order: for how many measures each is responsible and a co-executor."""
    responsible = Counter(measure.responsible for measure in plan.measures)
    others = Counter(post for measure in plan.measures for post in measure.co_executors)
    order = dict.fromkeys(
        post for measure in plan.measures for post in (measure.responsible, *measure.co_executors)
    )
    return {post: (responsible[post], others[post]) for post in order}


def suggested_posts(posts: Iterable[str], names: Mapping[str, str], known: Sequence[str]) -> dict[str, str]:
    """For each post the most alike of those the target has, else its own title with the names replaced."""
    return {post: _suggestion(replaced(post, names), known) for post in posts}


def replaced(text: str, names: Mapping[str, str]) -> str:
    """The text with every form replaced at once, so that no replacement is replaced again."""
    return _pattern(names).sub(lambda match: names[match[0]], text) if names else text


def shifted(due: date, adaptation: Adaptation, calendars: Calendars) -> date:
    """The day as many working days after the new start as ``due`` is after the old one."""
    term = calendars.source.working_days_between(adaptation.start, due)
    return calendars.target.after_working_days(adaptation.new_start, term)


def adapted(plan: ReadRoadmap, adaptation: Adaptation, calendars: Calendars) -> ReadRoadmap:
    """The new plan. The head of the annex stays behind: it names the minutes of the other body."""
    names = {own: other for own, other in adaptation.names.items() if own and other}
    days = {day: shifted(day, adaptation, calendars) for day in {measure.due for measure in plan.measures}}
    return ReadRoadmap(
        heading=tuple(replaced(line, names) for line in _title(plan)),
        sections=tuple(replace(one, title=replaced(one.title, names)) for one in plan.sections),
        measures=tuple(_adapted(measure, names, adaptation.posts, days) for measure in plan.measures),
    )


def first_day(plan: ReadRoadmap, approved_on: date) -> date:
    """From where terms are counted: the approval, or the earliest due date where that lies before it."""
    return min([approved_on, *(measure.due for measure in plan.measures)])


def _adapted(
    measure: ReadMeasure, names: Mapping[str, str], posts: Mapping[str, str], days: Mapping[date, date]
) -> ReadMeasure:
    responsible = posts[measure.responsible]
    # Two posts of a large body may be one of a small one.
    others = dict.fromkeys(posts[post] for post in measure.co_executors)
    others.pop(responsible, None)
    return replace(
        measure,
        title=replaced(measure.title, names),
        due=days[measure.due],
        responsible=responsible,
        co_executors=tuple(others),
        results=tuple(replace(result, text=replaced(result.text, names)) for result in measure.results),
    )


def _title(plan: ReadRoadmap) -> list[str]:
    return title_lines(plan.heading)[1]


def _suggestion(title: str, known: Sequence[str]) -> str:
    rated = [(SequenceMatcher(None, title.lower(), other.lower()).ratio(), other) for other in known]
    rate, best = max(rated, default=(0.0, ""))
    return best if rate >= _ALIKE else title


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Whole words only, the longer form before the shorter one that begins it."""
    forms = sorted((name for name in names if name), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms)) or '(?!)'})(?!\w)")
