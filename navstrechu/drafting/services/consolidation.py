"""The next wording of an amended document, with the line «в ред. …»."""

from collections.abc import Mapping
from dataclasses import replace

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from navstrechu.acts.models import Act
from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.core.text.dates import date_in_figures
from navstrechu.documents.engine.tree import Block
from navstrechu.documents.official.stored import paper_json, paper_of_json
from navstrechu.documents.official.values import OfficialText
from navstrechu.drafting.models import ActText
from navstrechu.drafting.papers import reference_to
from navstrechu.drafting.queries.texts import latest_text


def consolidate_text(
    *,
    target: Act,
    amending: Act,
    text: OfficialText | None = None,
    data: Mapping[str, tuple[Block, ...]] | None = None,
) -> ActText | None:
    """Keep what the amended document reads from the day of the amending one; None where no text is known.

    ``text`` are its new words, ``data`` its new tables by name; what is not given stays. Raises
    InputRefused for an order dated before the last wording, which it contains, Conflict where another order
    amends it at the same time. The relation of both is told by `relate_acts`.
    """
    last = latest_text(target)
    if last is None:
        return None
    _require_after(last, amending)
    paper = paper_of_json(last.paper)
    changed = replace(
        paper,
        text=text or paper.text,
        data={**paper.data, **(data or {})},
        amended_by=(*paper.amended_by, reference_to(amending)),
    )
    try:
        with transaction.atomic():
            return ActText.objects.create(
                act=target,
                number=last.number + 1,
                made_by=amending,
                since=amending.dated,
                paper=paper_json(changed),
            )
    except IntegrityError as error:
        raise Conflict(_("Документ одновременно изменяет другой приказ. Повторите регистрацию.")) from error


def _require_after(last: ActText, amending: Act) -> None:
    """Wordings follow each other by date as by number: the text of a day is then the last one begun by it."""
    if amending.dated < last.since:
        raise InputRefused(
            _("{act} действует в редакции от {day}: дата изменений не может быть раньше.").format(
                act=last.act, day=date_in_figures(last.since)
            ),
            field="dated",
        )
