"""What the report on progress needs beyond the state of the day."""

from datetime import date

from navstrechu.core.text.dates import date_in_figures
from navstrechu.organisation.queries import signatory_on
from navstrechu.roadmap.models import DueDateDecision, Roadmap
from navstrechu.roadmap.progress_report import Move, ProgressReport
from navstrechu.roadmap.queries.due_dates import decisions_in_force
from navstrechu.roadmap.queries.state import PostState, roadmap_state


def progress_report(roadmap: Roadmap, *, on: date) -> ProgressReport:
    """The report as of a day; the responsible deputy head of that day signs it."""
    state = roadmap_state(roadmap, on=on)
    measures = list(roadmap.measures.in_plan_on(on))
    decisions = decisions_in_force(measures, on=on).select_related("measure", "act", "edition")
    return ProgressReport(
        agency_genitive=roadmap.agency.full_name_genitive,
        state=state,
        moves=tuple(_move(decision) for decision in decisions),
        signatory=_signatory(roadmap, on),
    )


def _move(decision: DueDateDecision) -> Move:
    return Move(
        number=decision.measure.number,
        old_due_on=decision.old_due_on,
        new_due_on=decision.new_due_on,
        basis=basis_text(decision),
        reason=decision.reason,
    )


def basis_text(decision: DueDateDecision) -> str:
    """«Протокол от 06.03.2024 № 2», or the basis of the edition that moved the date."""
    if decision.act is not None:
        return str(decision.act)
    assert decision.edition is not None  # noqa: S101 – a constraint holds that there is one basis
    return f"{decision.edition.basis} ({date_in_figures(decision.decided_on)})"


def _signatory(roadmap: Roadmap, on: date) -> PostState | None:
    signs = signatory_on(roadmap.agency, on)
    return PostState(signs.post.pk, signs.post.title, signs.name, signs.is_acting) if signs else None
