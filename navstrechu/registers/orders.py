"""Orders on editions, written from data: approving with the register as annex, amending by what changed.

Form: the reference order 201; sentences are our own. Source: order 201, clause 3.1.
"""

from collections.abc import Sequence

from navstrechu.acts.models import Act
from navstrechu.core.text.dates import date_in_words
from navstrechu.core.text.language import in_official_language
from navstrechu.documents.engine.profile import Orientation
from navstrechu.documents.engine.tree import (
    Block,
    Document,
    Item,
    ItemList,
    PageBreak,
    Paragraph,
    Signature,
    Style,
)
from navstrechu.registers.comparison import Comparison
from navstrechu.registers.comparison_form import comparison_blocks
from navstrechu.registers.kinds import FrozenRow
from navstrechu.registers.printing import approval_lines
from navstrechu.registers.values import EditionOrder


@in_official_language
def approving_order(order: EditionOrder, rows: Sequence[FrozenRow]) -> Document:
    """The order that approves an edition, with the whole register as its annex."""
    return _document(
        order,
        f"Об утверждении {order.kind.genitive}",
        _approving_items(order),
        (*approval_lines(order.edition), *order.kind.body(rows)),
    )


@in_official_language
def amending_order(order: EditionOrder, changes: Comparison) -> Document:
    """The order that amends the register: its annex says row by row what is added, removed and reworded."""
    return _document(
        order,
        f"О внесении изменений в {_lowered(order.kind.title)}",
        _amending_items(order),
        (
            *_annex_lines(order),
            Paragraph("Изменения", Style.TITLE, keep_with_next=True),
            Paragraph(f"вносимые в {_lowered(order.kind.title)}", Style.CENTRE, keep_with_next=True),
            *comparison_blocks(order.kind, changes),
        ),
    )


def order_title(order: EditionOrder) -> str:
    """The heading under which the approving order is registered."""
    return f"Об утверждении {order.kind.genitive}"


def _document(order: EditionOrder, title: str, items: tuple[Item, ...], annex: tuple[Block, ...]) -> Document:
    agency, act = order.agency, order.edition.act
    dated = f"{date_in_words(act.dated)}  №\u00a0{act.number}" if act else "____________________  № ______"
    return Document(
        title=title,
        blocks=(
            Paragraph(agency.full_name.upper(), Style.TITLE),
            Paragraph("П Р И К А З", Style.TITLE),
            Paragraph(dated, Style.PLAIN),
            Paragraph(agency.place, Style.PLAIN),
            Paragraph(title, Style.TITLE),
            Paragraph(_preamble(order)),
            ItemList(items),
            Signature((order.signatory.post,), order.signatory.name),
            PageBreak(order.kind.orientation),
            *annex,
        ),
        orientation=Orientation.PORTRAIT,
        dated=act.dated if act else None,
    )


def _preamble(order: EditionOrder) -> str:
    basis = "порядком его ведения"
    if order.procedure is not None:
        basis = (
            f"порядком, утвержденным приказом {order.agency.called_genitive} {reference_to(order.procedure)}"
        )
    return f"В соответствии с {basis}, п р и к а з ы в а ю:"


def _approving_items(order: EditionOrder) -> tuple[Item, ...]:
    items = [f"Утвердить прилагаемый {_lowered(order.kind.title)} (редакция №\u00a0{order.edition.number})."]
    if order.previous is not None and order.previous.act is not None:
        items.append(
            f"Признать утратившим силу приказ {order.agency.called_genitive} "
            f"{reference_to(order.previous.act)} «{order.previous.act.title}»."
        )
    return _closed(items)


def _amending_items(order: EditionOrder) -> tuple[Item, ...]:
    what = _lowered(order.kind.title)
    base = order.previous.act if order.previous else None
    approved = f", утвержденный приказом {order.agency.called_genitive} {reference_to(base)}" if base else ""
    return _closed(
        [
            f"Внести в {what}{approved}, изменения согласно приложению к настоящему приказу.",
            f"Считать {what} в измененном виде редакцией №\u00a0{order.edition.number}.",
        ]
    )


def _closed(items: list[str]) -> tuple[Item, ...]:
    return tuple(Item(text) for text in (*items, "Контроль за исполнением приказа оставляю за собой."))


def _annex_lines(order: EditionOrder) -> tuple[Block, ...]:
    act = order.edition.act
    dated = f"от {date_in_words(act.dated)} №\u00a0{act.number}" if act else "от ____________ № ______"
    lines = ("Приложение", f"к приказу {order.agency.full_name_genitive}", dated)
    return tuple(Paragraph(line, Style.ANNEX, keep_with_next=True) for line in lines)


def reference_to(act: Act) -> str:
    """«от 29 февраля 2024 г. № 201»."""
    return f"от {date_in_words(act.dated)} №\u00a0{act.number}"


def _lowered(title: str) -> str:
    return title[:1].lower() + title[1:]
