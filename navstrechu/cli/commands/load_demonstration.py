"""`navstrechu load-demonstration`: fill an installation with the demonstration department."""

from argparse import ArgumentParser, Namespace

HELP = "загрузить показательный орган (повторный запуск ничего не меняет)"


def add_arguments(parser: ArgumentParser) -> None:
    """Nothing to choose."""


def run(options: Namespace) -> int:
    """Load it unless it is there already."""
    from navstrechu.demonstration.services import load_demonstration  # noqa: PLC0415 – needs loaded applications

    if load_demonstration():
        print("Показательный орган загружен.")
    else:
        print("Показательный орган уже загружен: ничего не изменено.")
    return 0
