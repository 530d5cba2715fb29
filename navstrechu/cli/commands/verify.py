"""`navstrechu verify`: proof that nothing acknowledged was altered or lost."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

HELP = "проверить целостность журнала, файлов, базы данных – или резервной копии"


def add_arguments(parser: ArgumentParser) -> None:
    """Everything of the installation is verified, or one archive."""
    parser.add_argument(
        "--backup", metavar="ФАЙЛ", type=Path, help="проверить резервную копию, ничего не восстанавливая"
    )


def run(options: Namespace) -> int:
    """Print what does not hold; status 1 for anything. Raises InputRefused for a damaged archive."""
    return _archive(options.backup) if options.backup else _installation()


def _archive(path: Path) -> int:
    from navstrechu.operations.archive import ArchiveReader  # noqa: PLC0415 – needs loaded settings

    with ArchiveReader(path) as archive:
        archive.prove()
        manifest = archive.manifest
    print(
        f"Резервная копия цела: строк {manifest.rows}, файлов {len(manifest.files)}, "
        f"сделана {manifest.made_at[:16].replace('T', ' ')} UTC, версия {manifest.version}."
    )
    return 0


def _installation() -> int:
    from navstrechu.operations.queries import counts, violations  # noqa: PLC0415 – needs loaded applications

    problems = 0
    for problem in violations():
        print(problem)
        problems += 1
    if problems:
        print(f"Нарушений: {problems}.")
        return 1
    seen = counts()
    print(
        f"Журнал цел (записей: {seen.events}), файлы целы (файлов: {seen.files}), "
        "защита базы данных на месте."
    )
    if seen.leftovers:
        print(f"В папке файлов есть лишние (от прерванных загрузок): {seen.leftovers}. Они не мешают.")
    return 0
