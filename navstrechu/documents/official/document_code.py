"""The code of a document (GOST R 7.0.97-2025, requisite «Штрих-код (QR-код) документа») as a picture."""

import io

import segno

from navstrechu.documents.engine.tree import Picture

_PIXELS_A_MODULE = 8
_QUIET_MODULES = 2  # of white around it; the margin of the sheet gives the rest


def code_of(text: str, width: float) -> Picture:
    """The code as a PNG `width` millimetres wide. Raises ValueError when the text is too long for one.

    PNG, not SVG: every format then prints the same dots, and equal texts give equal bytes.
    """
    try:
        code = segno.make_qr(text, error="m", boost_error=False)
    except segno.DataOverflowError as error:
        raise ValueError("Текст для QR-кода документа слишком длинный: сократите его.") from error
    target = io.BytesIO()
    code.save(target, kind="png", scale=_PIXELS_A_MODULE, border=_QUIET_MODULES)
    return Picture(target.getvalue(), width, f"QR-код документа: {text}")
