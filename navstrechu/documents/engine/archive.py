"""Zip containers whose bytes depend on their content alone."""

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping

# The earliest moment a zip entry can name: any real one would make equal documents differ.
_FIXED_MOMENT = (1980, 1, 1, 0, 0, 0)


def with_fixed_times(
    data: bytes, filled: Mapping[str, Callable[[bytes], Iterable[bytes]]] | None = None
) -> bytes:
    """The same archive in the same order, with neither times nor traces of the machine that made it.

    Entries named in `filled` are written as their function gives them, piece by piece.
    """
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as fixed,
    ):
        for entry in source.infolist():
            info = zipfile.ZipInfo(entry.filename, _FIXED_MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            content = source.read(entry)
            pieces = filled[entry.filename](content) if filled and entry.filename in filled else (content,)
            with fixed.open(info, "w") as written:
                for piece in pieces:
                    written.write(piece)
    return target.getvalue()
