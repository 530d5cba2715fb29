"""Report on the progress of the roadmap as a registered document, every measure in its annex."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.core.findings import Finding, Level
from navstrechu.core.text.language import in_official_language
from navstrechu.documents.engine.tree import Block
from navstrechu.documents.official.outline import read_outline
from navstrechu.documents.official.values import Annex, OfficialText
from navstrechu.drafting.kinds import DataPart, Scene
from navstrechu.roadmap.progress_report import measures_table, report_body
from navstrechu.roadmap.queries.plan import current_roadmap
from navstrechu.roadmap.queries.report import progress_report
from navstrechu.roadmap.queries.state import roadmap_state


def template() -> OfficialText:
    """The shipped text."""
    annex = Annex(
        ("Сведения о выполнении мероприятий",), read_outline("[[мероприятия]]"), is_landscape=True
    )  # fmt: skip
    title = (
        "О ходе исполнения плана мероприятий («дорожной карты») по внедрению стандартов "
        "клиентоцентричности в {органе полностью} по состоянию на {день}"
    )
    return OfficialText(title, "", read_outline("[[ход исполнения]]"), (annex,))


@in_official_language
def progress(scene: Scene) -> tuple[Block, ...]:
    """What the report says between its head and the signature."""
    roadmap = current_roadmap(scene.agency)
    return report_body(progress_report(roadmap, on=scene.on)) if roadmap else ()


@in_official_language
def measures(scene: Scene) -> tuple[Block, ...]:
    """Every measure of the plan of the day."""
    roadmap = current_roadmap(scene.agency)
    return (measures_table(roadmap_state(roadmap, on=scene.on)),) if roadmap else ()


DATA = (
    DataPart("ход исполнения", gettext_lazy("итоги, просроченное, перенесённые сроки"), progress),
    DataPart("мероприятия", gettext_lazy("таблица всех мероприятий"), measures),
)


def findings(scene: Scene) -> Iterator[Finding]:
    """Without a plan there is nothing to report on."""
    if current_roadmap(scene.agency) is None:
        yield Finding("no_roadmap", _("Дорожная карта ещё не загружена."), level=Level.BLOCKER)
