"""The one rule about which characters a document may hold.

XML 1.0 has no way to write most control characters, and one of them makes a word processor refuse the file.
"""

import re

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")


def clean(text: str) -> str:
    """Text that every format can hold: any line end becomes "\\n", other control characters disappear.

    Tabulation stays. Lone surrogates, non-characters and byte order marks disappear as control characters do.
    """
    if text.isprintable():
        return text
    return _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", text))
