"""A roadmap in DOCX: lines and table rows in the order of the document."""

from navstrechu.roadmap.reading.layout import LIMITS, header_of
from navstrechu.tables.docx import read_docx as content_of
from navstrechu.tables.package import Package
from navstrechu.tables.rows import Line, Row


def read_docx(package: Package) -> list[Line | Row]:
    """The outer tables, or, when the plan was laid out inside a cell of one, the tables within.

    Raises InputRefused for a damaged, hostile or oversized file.
    """
    content = content_of(package, LIMITS)
    rows = [item for item in content.items if isinstance(item, Row)]
    if not any(map(header_of, rows)) and any(map(header_of, content.nested)):
        return [*(item for item in content.items if isinstance(item, Line)), *content.nested]
    if content.too_long is not None:
        raise content.too_long
    return content.items
