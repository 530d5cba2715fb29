"""A QR code as one path: drawn by the template, without a style or an image from elsewhere."""

from dataclasses import dataclass

import segno

_BORDER = 4


@dataclass(frozen=True, slots=True)
class QrCode:
    """``size`` of the square in modules with its quiet zone, ``path`` of the dark modules."""

    size: int
    path: str


def qr_code(text: str) -> QrCode:
    """The smallest code that holds the text with medium error correction."""
    rows = [list(row) for row in segno.make_qr(text, error="m", boost_error=False).matrix]
    runs = [
        f"M{start + _BORDER} {y + _BORDER}h{length}v1h-{length}z"
        for y, row in enumerate(rows)
        for start, length in _runs(row)
    ]
    return QrCode(len(rows) + 2 * _BORDER, "".join(runs))


def _runs(row: list[int]) -> list[tuple[int, int]]:
    """(start, length) of each run of dark modules."""
    edges = [x for x in range(len(row) + 1) if _dark(row, x) != _dark(row, x - 1)]
    return [(start, end - start) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _dark(row: list[int], x: int) -> bool:
    return 0 <= x < len(row) and bool(row[x])
