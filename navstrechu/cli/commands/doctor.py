"""`navstrechu doctor`: what of the installation is well, what is not, and what to do about it."""

from argparse import ArgumentParser, Namespace

HELP = "осмотреть установку: настройки, диск, база данных, часы, копии"
EXAMPLES = """Код завершения: 0 – ошибок нет (предупреждения возможны), 1 – есть ошибки."""


def add_arguments(parser: ArgumentParser) -> None:
    """Nothing to choose: everything is examined."""


def run(options: Namespace) -> int:
    """Print every examination; status 1 when something must be put right."""
    from navstrechu.cli.output import told  # noqa: PLC0415
    from navstrechu.operations.diagnosis import examine  # noqa: PLC0415 – needs loaded applications

    results = examine()
    for result in results:
        lines = [told(problem) for problem in result.problems] or [f"{'хорошо':<12}{result.title}"]
        print("\n".join(lines))
    failed = sum(result.failed for result in results)
    print(f"Ошибок: {failed}." if failed else "Ошибок нет.")
    return 1 if failed else 0
