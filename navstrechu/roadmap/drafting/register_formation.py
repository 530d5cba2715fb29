"""Order that forms the register of processes, with its rows of the day as annex.

Source: measure 1.4 of the reference roadmap; sentences are our own. An edition is approved by an order of its
own kind; this one says that the register exists and who keeps it.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.core.findings import Finding, Level
from navstrechu.core.text.language import in_official_language
from navstrechu.documents.engine.tree import Block, Table
from navstrechu.documents.official.outline import read_outline
from navstrechu.documents.official.values import Annex, OfficialText
from navstrechu.drafting.kinds import DataPart, Place, Scene, Value
from navstrechu.drafting.papers import reference_to
from navstrechu.processes.register_form import PROCESSES, body, frozen_rows
from navstrechu.processes.register_form import TITLE as REGISTER
from navstrechu.registers.queries import procedure_act
from navstrechu.roadmap.drafting.places import title_place

TITLE = title_place("О формировании реестра процессов", "О формировании реестра процессов")
_CLAUSES = """
1. Сформировать реестр межведомственных и внутриведомственных процессов {органа} в составе согласно приложению к настоящему приказу.
2. Установить, что ведение реестра осуществляет {координирующее подразделение}.
3. Вести реестр в соответствии с {порядок ведения реестра}.
4. Руководителям структурных подразделений {органа} представлять сведения об изменениях процессов координатору.
5. Контроль за исполнением настоящего приказа оставляю за собой.
"""  # noqa: E501 – a clause is a line


def template() -> OfficialText:
    """The shipped text."""
    return OfficialText(
        "{заголовок}",
        "Во исполнение {пункты дорожной карты} {план органа}, утвержденного {чем утвержден план}, "
        "п р и к а з ы в а ю:",
        read_outline(_CLAUSES),
        (Annex((REGISTER,), read_outline("[[реестр процессов]]"), is_landscape=True),),
    )


def _procedure(scene: Scene) -> Value:
    act = procedure_act(scene.agency, PROCESSES.code)
    if act is None:
        return "порядком его ведения"
    return f"порядком, утвержденным приказом {scene.agency.called_genitive} {reference_to(act)}"


PLACES = (
    Place("порядок ведения реестра", gettext_lazy("порядком, утверждённым приказом от … №"), _procedure),
)


@in_official_language
def register_rows(scene: Scene) -> tuple[Block, ...]:
    """The live register in the form of its editions; the annex has the title of its own."""
    rows = frozen_rows(scene.agency)
    return tuple(block for block in body(rows) if isinstance(block, Table)) if rows else ()


DATA = (DataPart("реестр процессов", gettext_lazy("реестр процессов на день подготовки"), register_rows),)


def findings(scene: Scene) -> Iterator[Finding]:
    """A register without a process cannot be formed; one without a procedure can, but should not."""
    if not scene.agency.processes.in_register().exists():
        yield Finding("empty_register", _("В реестре процессов нет ни одного процесса."), level=Level.BLOCKER)
    if procedure_act(scene.agency, PROCESSES.code) is None:
        message = _("Не указано, каким приказом утверждён порядок ведения реестра процессов.")
        yield Finding("no_procedure", message, "порядок ведения реестра")
