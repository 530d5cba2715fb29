"""`navstrechu restore`: an empty installation filled from a backup, on SQLite or PostgreSQL alike."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

HELP = "восстановить установку из резервной копии"
EXAMPLES = """примеры:
  navstrechu restore /backup/navstrechu.zip
  DATABASE_URL=postgresql://… navstrechu restore /backup/navstrechu.zip    перенос с SQLite на PostgreSQL

Восстанавливать можно только в пустую установку: таблицы программа создаст сама. Загружается либо всё,
либо ничего; в конце каждая таблица и каждый файл сверяются с копией по контрольным суммам."""


def add_arguments(parser: ArgumentParser) -> None:
    """The archive."""
    parser.add_argument("file", metavar="ФАЙЛ", type=Path, help="файл, сделанный командой backup")


def run(options: Namespace) -> int:
    """Restore it. Raises InputRefused for a damaged or newer archive, Conflict when there are data."""
    from navstrechu.operations.services.restore import restore  # noqa: PLC0415 – needs loaded applications

    restored = restore(options.file)
    manifest = restored.manifest
    print(
        f"Восстановлено состояние на {manifest.made_at[:16].replace('T', ' ')} UTC. "
        f"Строк: {manifest.rows}, файлов: {len(manifest.files)}; контрольные суммы совпали."
    )
    if not restored.same_key:
        print(
            "Ключ подписи здесь другой, чем был. Если сохранили прежний secret_key, положите его в папку "
            "данных; с новым ключом выданные раньше ссылки и подписанные данные перестанут действовать."
        )
    for name in manifest.damaged:
        print(f"Этот файл был повреждён ещё до копирования: {name}.")
    return 0
