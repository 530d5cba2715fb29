"""Paragraphs and unruled tables of a DOCX file as XML elements. Ruled tables: `docx_rows`."""

import re
from collections.abc import Iterable, Sequence

from docx.oxml import OxmlElement
from lxml import etree

from navstrechu.documents.engine.docx_styles import PLAIN_TABLE, W, twips
from navstrechu.documents.engine.profile import Page
from navstrechu.documents.engine.tree import Align, Facts, Inline, Run, Signature, Spread, runs_of

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_JUSTIFICATION = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
_BREAKS = re.compile("([\n\t])")
_FACT_LABEL_SHARE = 0.36
_POST_SHARE = 0.6


def child(parent: etree._Element, tag: str, **attributes: object) -> etree._Element:
    """Append `w:tag` with `w:` attributes to the parent."""
    element = etree.SubElement(parent, W + tag)
    for name, value in attributes.items():
        element.set(W + name, str(value))
    return element


def append_runs(paragraph: etree._Element, runs: Iterable[Run], *, bold: bool = False) -> None:
    """Write runs into a `w:p`; line breaks and tabulation become elements of their own."""
    for run in runs:
        made = child(paragraph, "r")
        if run.bold or bold or run.italic:
            face = child(made, "rPr")
            for tag in ("b", "bCs") * (run.bold or bold) + ("i", "iCs") * run.italic:
                child(face, tag)
        for part in _BREAKS.split(run.text):
            if part == "\n":
                child(made, "br")
            elif part == "\t":
                child(made, "tab")
            elif part:
                text = child(made, "t")
                text.text = part
                text.set(_SPACE, "preserve")


def append_paragraph(
    parent: etree._Element,
    content: Inline,
    style: str,
    *,
    align: Align = Align.LEFT,
    keep_next: bool = False,
    bold: bool = False,
) -> etree._Element:
    """Append a `w:p` of the named style."""
    paragraph = child(parent, "p")
    properties = child(paragraph, "pPr")
    child(properties, "pStyle", val=style)
    if keep_next:
        child(properties, "keepNext")
    if align is not Align.LEFT:
        child(properties, "jc", val=_JUSTIFICATION[align])
    append_runs(paragraph, runs_of(content), bold=bold)
    return paragraph


def _frame(widths: Sequence[float]) -> etree._Element:
    """A `w:tbl` of fixed layout with its columns, without rows and rules."""
    table: etree._Element = OxmlElement("w:tbl")
    properties = child(table, "tblPr")
    child(properties, "tblStyle", val=PLAIN_TABLE)
    child(properties, "tblW", w=sum(map(twips, widths)), type="dxa")
    child(properties, "tblLayout", type="fixed")
    child(properties, "tblLook", val="0000", firstRow=0)
    grid = child(table, "tblGrid")
    for width in widths:
        child(grid, "gridCol", w=twips(width))
    return table


def _row(table: etree._Element) -> etree._Element:
    row = child(table, "tr")
    child(child(row, "trPr"), "cantSplit")
    return row


def _cell(row: etree._Element, width: float, *, align: str = "") -> etree._Element:
    cell = child(row, "tc")
    properties = child(cell, "tcPr")
    child(properties, "tcW", w=twips(width), type="dxa")
    if align:
        child(properties, "vAlign", val=align)
    return cell


def facts_xml(facts: Facts, page: Page, style: str) -> etree._Element:
    """Label and value pairs as two columns without rules."""
    label_width = page.text_width * _FACT_LABEL_SHARE
    widths = (label_width, page.text_width - label_width)
    made = _frame(widths)
    for label, value in facts.pairs:
        row = _row(made)
        append_paragraph(_cell(row, widths[0]), label, style)
        append_paragraph(_cell(row, widths[1]), value, style)
    return made


def spread_xml(spread: Spread, page: Page, style: str) -> etree._Element:
    """Three texts on one line: at the left, in the middle, at the right."""
    width = page.text_width / 3
    made = _frame((width, width, width))
    row = _row(made)
    for text, align in zip(spread.parts, (Align.LEFT, Align.CENTRE, Align.RIGHT), strict=True):
        append_paragraph(_cell(row, width), text, style, align=align)
    return made


def signature_xml(signature: Signature, page: Page, style: str) -> etree._Element:
    """Post at the left, name at the right of its last line."""
    post_width = page.text_width * _POST_SHARE
    widths = (post_width, page.text_width - post_width)
    made = _frame(widths)
    row = _row(made)
    post = _cell(row, widths[0])
    for line in signature.post_lines or ("",):
        append_paragraph(post, line, style)
    append_paragraph(_cell(row, widths[1], align="bottom"), signature.name, style, align=Align.RIGHT)
    return made
