"""`navstrechu worker`: reminders, letters and other work for which no request waits."""

from argparse import SUPPRESS, ArgumentParser, Namespace

HELP = "запустить только рабочий процесс (напоминания, письма)"
EXAMPLES = """serve запускает рабочий процесс сам; отдельно он нужен, когда им управляет systemd.
Рабочих процессов может быть несколько: каждую работу и каждое письмо берёт один из них."""


def add_arguments(parser: ArgumentParser) -> None:
    """Nothing for people; the server names itself, so that the worker ends with it."""
    parser.add_argument("--parent", type=int, default=0, help=SUPPRESS)


def run(options: Namespace) -> int:
    """Work until SIGTERM, Ctrl+C or the end of the parent."""
    from navstrechu.jobs.worker import Worker  # noqa: PLC0415 – needs loaded applications

    Worker(parent=options.parent).work()
    return 0
