"""The argument parser that speaks Russian: headings, the help option and what is wrong with a command."""

import argparse
import re
from datetime import date, datetime
from typing import Any, NoReturn

# What argparse says, and how it reads to the administrator; anything else is passed on as it is.
_SENTENCES = (
    (r"the following arguments are required: (.+)", r"не указано: \1"),
    (r"unrecognized arguments: (.+)", r"лишнее в команде: \1"),
    (r"argument (\S+): expected one argument", r"после \1 нужно значение"),
    (r"argument (\S+): invalid int value: '(.*)'", r"\1: нужно целое число, а не «\2»"),
    (r"argument (\S+): not allowed with argument (\S+)", r"\1 и \2 вместе не указывают"),
    (r"argument (\S+): invalid choice: '(.*)' \(choose from (.+)\)", r"\1: «\2» не подходит; допустимо: \3"),
    (r"one of the arguments (.+) is required", r"укажите одно из: \1"),
    (r"ambiguous option: (\S+) could match (.+)", r"\1 можно понять по-разному: \2"),
    (r"argument (\S+): (.+)", r"\1: \2"),
)


class RussianParser(argparse.ArgumentParser):
    """Exits with 2 and one sentence when the command cannot be understood."""

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_Formatter, **options)
        self._positionals.title = "что указать"
        self._optionals.title = "параметры"
        self.add_argument("-h", "--help", action="help", help="показать эту справку")

    def error(self, message: str) -> NoReturn:
        """One sentence instead of the whole usage."""
        self.exit(2, f"{self.prog}: {in_russian(message)}. Справка: {self.prog} --help\n")


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Использование: " if prefix is None else prefix)


def in_russian(message: str) -> str:
    """A complaint of argparse in Russian."""
    for pattern, sentence in _SENTENCES:
        if re.fullmatch(pattern, message, re.DOTALL):
            return re.sub(pattern, sentence, message, flags=re.DOTALL)
    return message


def day(text: str) -> date:
    """A date typed as 15.03.2024 or 2024-03-15, for ``type=`` of an argument."""
    for form in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 – a calendar day has no zone
        except ValueError:
            continue
    raise argparse.ArgumentTypeError(f"«{text}» – не дата; пример: 15.03.2024")
