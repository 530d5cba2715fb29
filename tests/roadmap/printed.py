"""Roadmaps as PDF: tables in the shapes that departments print, and files that no program writes."""

import io
import json
from collections.abc import Iterable, Sequence

from django.conf import settings
from PIL import Image, ImageDraw

from navstrechu.documents.engine.typesetting import typeset
from navstrechu.roadmap.reading import ReadMeasure, ReadRoadmap
from tests.roadmap.documents import HEADER

WIDTHS = ("13mm", "66mm", "23mm", "82mm", "73mm")
_TEMPLATE = """
#let plan = json("plan.json")
#set page(width: 297mm, height: 210mm, margin: 20mm, numbering: "1")
#set text(font: "Tinos", size: 10pt, lang: "ru", hyphenate: plan.hyphenate)
#for line in plan.heading { align(center, line) }
#let cell(text) = text.split("\\n").join(linebreak())
#table(
  columns: plan.widths.map(width => eval(width)),
  stroke: if plan.ruled { 0.5pt } else { none },
  align: left + top,
  table.header(repeat: plan.repeated, ..plan.header.map(text => [#text])),
  ..for row in plan.rows { row.map(text => table.cell(breakable: plan.broken, cell(text))) }
)
#plan.after
"""


def printed(
    plan: ReadRoadmap,
    *,
    ruled: bool = True,
    repeated: bool = True,
    broken: bool = False,
    hyphenate: bool = False,
    header: Sequence[str] = HEADER,
    widths: Sequence[str] = WIDTHS,
    after: str = "",
) -> bytes:
    """The plan as a table: framed or not, header on each page or the first, rows cut by pages or not."""
    data = {
        "heading": plan.heading,
        "header": header,
        "rows": list(_rows(plan)),
        "widths": widths,
        "ruled": ruled,
        "repeated": repeated,
        "broken": broken,
        "hyphenate": hyphenate,
        "after": after,
    }
    files = {"main.typ": _TEMPLATE.encode(), "plan.json": json.dumps(data, ensure_ascii=False).encode()}
    return typeset(files, settings.DOCUMENT_FONTS_DIR)


def page_of_text(*lines: str) -> bytes:
    """A PDF that holds no table."""
    source = '#set text(font: "Tinos")\n#for line in json("lines.json") [#line \\ ]'
    files = {"main.typ": source.encode(), "lines.json": json.dumps(lines).encode()}
    return typeset(files, settings.DOCUMENT_FONTS_DIR)


def scan(pages: int = 1) -> bytes:
    """Pages that are pictures of text."""
    page = Image.new("L", (600, 800), "white")
    ImageDraw.Draw(page).rectangle((100, 100, 500, 140), fill="black")
    out = io.BytesIO()
    page.save(out, "PDF", save_all=True, append_images=[page] * (pages - 1))
    return out.getvalue()


def by_hand(contents: Iterable[bytes], *, trailer: bytes = b"", extra: Iterable[bytes] = ()) -> bytes:
    """A PDF whose pages draw the given instructions with one Latin font; ``extra`` objects come behind."""
    streams = list(contents)
    first = 4
    kids = b" ".join(b"%d 0 R" % (first + 2 * at) for at in range(len(streams)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(streams)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for at, stream in enumerate(streams):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (first + 2 * at + 1)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return _assembled([*objects, *extra], trailer)


def protected() -> bytes:
    """A PDF that asks for a password."""
    encryption = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"ab" * 32, b"cd" * 32)
    trailer = b"/Encrypt 6 0 R /ID [<%s> <%s>]" % (b"01" * 16, b"01" * 16)
    return by_hand([b"BT /F1 12 Tf (Plan) Tj ET"], trailer=trailer, extra=[encryption])


def _assembled(objects: Sequence[bytes], trailer: bytes) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        trailer,
        table,
    )
    return bytes(out)


def _rows(plan: ReadRoadmap) -> Iterable[list[str]]:
    for section in plan.sections:
        yield [f"{section.number}.", section.title, "", "", ""]
        for measure in plan.measures:
            if measure.section == section.number:
                yield _row(measure)


def _row(measure: ReadMeasure) -> list[str]:
    label = {0: [], 1: ["Соисполнитель:"]}.get(len(measure.co_executors), ["Соисполнители:"])
    posts = "\n".join([measure.responsible, *label, *measure.co_executors])
    results = "\n".join(result.text for result in measure.results)
    return [f"{measure.number}.", measure.title, f"{measure.due:%d.%m.%Y}", posts, results]
