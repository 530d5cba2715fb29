"""`navstrechu verify`: proof that nothing acknowledged was altered or lost."""

from argparse import ArgumentParser, Namespace

from navstrechu.core.text.dates import date_in_figures

HELP = "проверить целостность журнала, файлов и защиты базы данных"


def add_arguments(parser: ArgumentParser) -> None:
    """Nothing to choose: everything is verified."""


def run(options: Namespace) -> int:
    """Print what does not hold; status 1 when there is anything."""
    from django.db import connection  # noqa: PLC0415 – needs loaded settings

    from navstrechu.core.frozen import missing_triggers  # noqa: PLC0415
    from navstrechu.files.models import StoredFile  # noqa: PLC0415 – needs loaded applications
    from navstrechu.files.queries import damaged_files  # noqa: PLC0415
    from navstrechu.history.models import Event  # noqa: PLC0415
    from navstrechu.history.queries import verify  # noqa: PLC0415

    problems = [
        *(f"Журнал органа {found.agency_id}, запись {found.sequence}: {found.reason}." for found in verify()),
        *(
            f"Файл «{found.name}» ({date_in_figures(found.stored_at)}) повреждён или пропал: {found.path}."
            for found in damaged_files()
        ),
        *(f"Нет защиты от изменений: {name}. Выполните make run." for name in missing_triggers(connection)),
    ]
    for problem in problems:
        print(problem)
    if problems:
        print(f"Нарушений: {len(problems)}.")
        return 1
    print(
        f"Журнал цел (записей: {Event.objects.count()}), файлы целы (файлов: {StoredFile.objects.count()}), "
        "защита базы данных на месте."
    )
    return 0
