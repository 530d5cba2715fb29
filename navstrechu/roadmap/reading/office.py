"""Which of the two office formats a zip container holds."""

from navstrechu.roadmap.reading.docx import read_docx
from navstrechu.roadmap.reading.tree import Doubt
from navstrechu.tables.package import Package
from navstrechu.tables.rows import Line, Row


def read_office(data: bytes) -> tuple[list[Line | Row], list[Doubt]]:
    """Lines, rows and doubts of a DOCX or XLSX; raises InputRefused for any other or a damaged container."""
    package = Package(data)
    if not package.is_workbook:
        return read_docx(package), []
    # Imported here: a library of its own that no other format needs.
    from navstrechu.roadmap.reading.xlsx import read_xlsx  # noqa: PLC0415

    return read_xlsx(package, data)
