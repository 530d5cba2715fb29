"""`navstrechu backup`: the whole installation in one file, while people go on working."""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import datetime
from pathlib import Path

HELP = "сделать резервную копию: база данных и загруженные файлы в одном архиве"
EXAMPLES = """примеры:
  navstrechu backup /backup/navstrechu.zip          копия в новый файл
  navstrechu backup /backup --keep 14               имя с датой; в папке останутся 14 последних копий

Останавливать систему не нужно. Ключ подписи (secret_key) в копию не входит: храните его отдельно.
Копия содержит персональные данные; прочесть файл может только тот, кто его создал.
Код завершения: 0 – копия сделана, 1 – сделана, но среди файлов есть повреждённые, 2 – не сделана."""
_NAME = "navstrechu-%Y-%m-%d-%H%M%S.zip"
_NAMES = "navstrechu-[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]-[0-9][0-9][0-9][0-9][0-9][0-9].zip"


def add_arguments(parser: ArgumentParser) -> None:
    """Where to, and how many earlier ones to keep."""
    parser.add_argument("file", metavar="ФАЙЛ", type=Path, help="новый файл или папка для копий")
    parser.add_argument(
        "--keep", metavar="N", type=_number, help="оставить в папке N последних копий, старые удалить"
    )


def _number(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise ArgumentTypeError(f"число копий – от 1, а не «{text}»")
    return int(text)


def run(options: Namespace) -> int:
    """Make it, then remove the oldest ones. Raises InputRefused, Conflict."""
    from django.utils import timezone  # noqa: PLC0415 – needs loaded settings

    from navstrechu.core.errors import InputRefused  # noqa: PLC0415
    from navstrechu.operations.services.backup import back_up  # noqa: PLC0415 – needs loaded applications

    now = timezone.now()
    is_folder = options.file.is_dir()
    if options.keep and not is_folder:
        raise InputRefused("С --keep укажите папку для копий, а не файл.")
    path = options.file / _named(now) if is_folder else options.file
    manifest = back_up(path, at=now)
    print(
        f"Резервная копия: {path} ({path.stat().st_size / 2**20:.1f} МБ). "
        f"Строк: {manifest.rows}, файлов: {len(manifest.files)}."
    )
    if options.keep:
        _remove_old(options.file, options.keep)
    for name in manifest.damaged:
        print(f"Файл повреждён или пропал ещё до копирования: {name}.", file=sys.stderr)
    return 1 if manifest.damaged else 0


def _named(now: datetime) -> str:
    # By the wall of the machine, as its administrator reads the folder.
    return now.astimezone().strftime(_NAME)


def _remove_old(folder: Path, keep: int) -> None:
    """Only files that this command has named."""
    for old in sorted(folder.glob(_NAMES))[:-keep]:
        old.unlink()
        print(f"Удалена старая копия: {old.name}")
