"""Documents for the tests of the engine: one of every node, an order, a register of 71 rows."""

import struct
import zlib
from datetime import date

from navstrechu.documents.engine.profile import Orientation
from navstrechu.documents.engine.tree import (
    Align,
    Block,
    Cell,
    Column,
    Document,
    Facts,
    Heading,
    Item,
    ItemList,
    Numbered,
    PageBreak,
    Paragraph,
    Picture,
    Row,
    RowKind,
    Run,
    Signature,
    Spread,
    Style,
    Table,
)

DATED = date(2024, 3, 15)
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">'
    b'<rect width="200" height="100" fill="#0b5cad"/></svg>'
)


def png(width: int = 40, height: int = 20, density: int = 0) -> bytes:
    """A picture of one grey, with a note of its density in dots per metre if that is given."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = (b"\x00" + b"\x80" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    note = chunk(b"pHYs", struct.pack(">IIB", density, density, 1)) if density else b""
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + note
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


# One of every node, each with words that occur nowhere else.
NODES: dict[type, Block] = {
    Heading: Heading("Общие положения"),
    Paragraph: Paragraph((Run("Утвердить "), Run("прилагаемый", bold=True), Run(" Порядок", italic=True))),
    Table: Table(
        (Column("№ п/п", 1, Align.CENTRE), Column("Мероприятие", 4), Column("Срок", 2, Align.RIGHT)),
        (
            Row.of("2.", Cell.of("Блок внедрения", colspan=2), kind=RowKind.GROUP),
            Row.of("2.1.", Cell.of("Сформирован перечень\nи утверждён", rowspan=2), "29.02.2024"),
            Row.of("2.2.", "17.06.2024"),
            Row.of(Cell(), Cell.of("Всего", bold=True, align=Align.RIGHT), "71", kind=RowKind.TOTAL),
        ),
        name="Дорожная карта",
    ),
    Facts: Facts((("Ответственный", "Начальник отдела"), ("Состояние", (Run("просрочено", bold=True),)))),
    ItemList: ItemList((Item("Первое", (Item("Вложенное"),)), Item("Второе")), prefix="3."),
    Numbered: Numbered("1.2.", (Run("Пункт", bold=True), Run(" порядка")), 1),
    Spread: Spread("29 февраля 2024 г.", "г. Орёл", "№ 201"),
    PageBreak: PageBreak(),
    Signature: Signature(("Заместитель", "руководителя"), "А. В. Востриков"),
    Picture: Picture(png(), 30, "Ход выполнения"),
}


def document(*blocks: Block, **options: object) -> Document:
    """A dated document of these blocks."""
    return Document("Проверка", blocks, **{"dated": DATED} | options)


def paragraphs(*styles: Style) -> Document:
    """A paragraph in each of the styles, worded by its name."""
    return document(*(Paragraph(f"Абзац {style}", style) for style in styles))


EVERYTHING = document(*NODES.values(), author="Департамент")


def register(rows: int = 71) -> Document:
    """A landscape register as the roadmap is: five columns, a group heading before every seventh row."""
    columns = (
        Column("№ п/п", 7, Align.CENTRE),
        Column("Мероприятие", 30),
        Column("Срок реализации", 14, Align.CENTRE),
        Column("Ответственный", 28),
        Column("Вид документа", 26),
    )
    made: list[Row] = []
    for number in range(rows):
        if number % 7 == 0:
            group = Cell.of(f"Группа{number // 7 + 1}", colspan=4)
            made.append(Row.of(f"{number // 7 + 1}.", group, kind=RowKind.GROUP))
        responsible = (
            "Начальник отдела межведомственного взаимодействия\nСоисполнители:\nНачальник управления"
        )
        made.append(
            Row.of(
                f"Н{number + 1}",
                f"Начало{number + 1} проведена оценка удовлетворённости клиентов по всем услугам",
                "29.02.2024",
                responsible,
                f"Подготовлен отчёт о проведённой оценке удовлетворённости клиентов Конец{number + 1}",
            )
        )
    table = Table(columns, tuple(made), name="Дорожная карта")
    title = Paragraph("План мероприятий", Style.TITLE)
    return document(title, table, orientation=Orientation.LANDSCAPE)
