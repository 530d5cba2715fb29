"""How much of a file is read before it is refused: memory and time are bounded by what is produced."""

from dataclasses import dataclass

from navstrechu.core.errors import InputRefused

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Rows of a table, characters of a cell, lines outside tables, XML elements and unpacked bytes.

    ``sheet_cells`` are filled cells of a sheet, ``sheet_area`` the rectangle that they span, ``book_bytes``
    all parts of a workbook together.
    """

    rows: int = 5_000
    cell_characters: int = 30_000
    lines: int = 20_000
    elements: int = 3_000_000
    document_bytes: int = 32 * _MEGABYTE
    sheet_cells: int = 300_000
    sheet_area: int = 2_000_000
    book_bytes: int = 64 * _MEGABYTE

    def require_cell_length(self, text: str, row: int) -> None:
        """Raise InputRefused for a cell longer than any that people write."""
        if len(text) > self.cell_characters:
            raise self.cell_too_long(row)

    def cell_too_long(self, row: int) -> InputRefused:
        """The refusal of a cell, to be raised by the caller."""
        return InputRefused(
            f"Строка {row}: в ячейке больше {self.cell_characters} знаков. "
            "Проверьте, не слились ли строки таблицы."
        )

    def too_many_rows(self) -> InputRefused:
        """The refusal of a long table, to be raised by the caller."""
        return InputRefused(f"В таблице больше {self.rows} строк. Разделите файл.")
