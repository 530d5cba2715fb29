"""Writing what a command has made: into a file that is whole or absent, or into the output stream."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from navstrechu.core.errors import InputRefused

_STDOUT = "-"
# The level of a warning in Django's checks; below it a finding only tells how something is.
_WARNING = 30


def add_output(parser: ArgumentParser) -> None:
    """``-o FILE``, demanded: a command never chooses a place for a file by itself."""
    parser.add_argument(
        "-o", "--output", metavar="ФАЙЛ", required=True, help="куда записать; «-» – в поток вывода"
    )


def write(content: bytes, output: str) -> None:
    """Raises InputRefused when the file cannot be written."""
    if output == _STDOUT:
        sys.stdout.buffer.write(content)
        return
    path = Path(output)
    partial = path.with_name(f".{path.name}.part")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    except OSError as fault:
        partial.unlink(missing_ok=True)
        raise InputRefused(
            f"Файл «{output}» не записан: {fault.strerror}. Проверьте папку и права."
        ) from fault
    print(f"Записано: {output}")


def told(problem: Any) -> str:
    """A finding of an examination with its weight and, below it, what to do."""
    weight = "ОШИБКА" if problem.is_serious() else "внимание" if problem.level >= _WARNING else "сведения"
    hint = f"\n{'':<12}{problem.hint}" if problem.hint else ""
    return f"{weight:<12}{problem.msg}{hint}"
