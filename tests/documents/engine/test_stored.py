import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navstrechu.documents.engine.profile import Orientation
from navstrechu.documents.engine.stored import blocks_json, blocks_of_json
from navstrechu.documents.engine.tree import (
    Align,
    Block,
    Cell,
    Column,
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
from tests.documents.samples import NODES, SVG, png

texts = st.text(max_size=20)
inlines = texts | st.lists(st.builds(Run, texts, st.booleans(), st.booleans()), max_size=3).map(tuple)
items = st.recursive(
    st.builds(Item, inlines),
    lambda below: st.builds(Item, inlines, st.lists(below, max_size=2).map(tuple)),
    max_leaves=5,
)
cells = st.builds(
    Cell,
    st.lists(inlines, max_size=2).map(tuple),
    bold=st.booleans(),
    align=st.none() | st.sampled_from(Align),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(
        st.lists(
            st.builds(Column, texts, st.integers(1, 50) | st.just(1.5), st.sampled_from(Align)),
            min_size=1,
            max_size=3,
        )
    )
    row = st.lists(cells, min_size=len(columns), max_size=len(columns)).map(tuple)
    rows = draw(st.lists(st.builds(Row, row, st.sampled_from(RowKind)), max_size=3))
    return Table(tuple(columns), tuple(rows), draw(texts))


blocks = st.one_of(
    st.builds(Heading, texts, st.integers(1, 3)),
    st.builds(Paragraph, inlines, st.sampled_from(Style), st.booleans()),
    tables(),
    st.builds(Facts, st.lists(st.tuples(texts, inlines), max_size=3).map(tuple)),
    st.builds(ItemList, st.lists(items, max_size=3).map(tuple), st.integers(1, 9), texts),
    st.builds(Numbered, texts, inlines, st.integers(0, 5), st.booleans()),
    st.builds(Spread, texts, texts, texts),
    st.builds(PageBreak, st.none() | st.sampled_from(Orientation)),
    st.builds(Signature, st.lists(texts, max_size=3).map(tuple), texts),
    st.builds(
        Picture, st.sampled_from([SVG, png()]), st.floats(1, 200), texts.map(lambda text: f"рисунок {text}")
    ),
)


@given(st.lists(blocks, max_size=4).map(tuple))
def test_blocks_come_back_equal(given_blocks):
    kept = json.dumps(blocks_json(given_blocks), ensure_ascii=True)

    assert blocks_of_json(json.loads(kept)) == given_blocks


@pytest.mark.parametrize("node", NODES.values(), ids=lambda node: type(node).__name__)
def test_every_node_comes_back_equal_from_json(node):
    assert blocks_of_json(json.loads(json.dumps(blocks_json([node])))) == (node,)


def test_no_kind_of_node_is_left_out():
    assert {type(block) for block in blocks_of_json(blocks_json(NODES.values()))} == set(Block.__args__)


def test_merged_cells_come_back_merged():
    table = Table(
        (Column("А"), Column("Б", 2.5, Align.RIGHT)),
        (
            Row((Cell.of("слева", rowspan=2, bold=True), Cell.of("1"))),
            Row((Cell.of("2", align=Align.LEFT),)),
            Row((Cell.of("во всю", colspan=2),), RowKind.TOTAL),
        ),
    )

    assert blocks_of_json(blocks_json([table])) == (table,)


def test_stored_form_stays_readable_for_ever():
    kept = [
        {"kind": "paragraph", "text": [["Утвердить", True, False]], "style": "body", "kept": False},
        {"kind": "numbered", "number": "1.1.", "text": "Пункт", "depth": 1, "kept": True},
        {
            "kind": "table",
            "name": "Перечень",
            "columns": [["№", 1, "centre"], ["Имя", 3, "left"]],
            "rows": [["body", [["1"], {"text": ["я"], "across": 1, "down": 1, "bold": True, "align": None}]]],
        },
        {"kind": "page-break", "turned": "landscape"},
    ]

    made = blocks_of_json(kept)

    assert made == (
        Paragraph((Run("Утвердить", bold=True),)),
        Numbered("1.1.", "Пункт", 1, keep_with_next=True),
        Table(
            (Column("№", 1, Align.CENTRE), Column("Имя", 3)),
            (Row((Cell(("1",)), Cell(("я",), bold=True))),),
            name="Перечень",
        ),
        PageBreak(Orientation.LANDSCAPE),
    )
    assert blocks_json(made) == kept


@pytest.mark.parametrize("kind", ["video", "", None])
def test_unknown_kind_is_refused(kind):
    with pytest.raises(ValueError, match="Неизвестный вид узла"):
        blocks_of_json([{"kind": kind, "text": ""}])
