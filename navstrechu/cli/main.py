"""The command line: finds the command, runs it, turns refusals into a sentence and an exit status.

0 – done, 1 – something is wrong with the installation or what was checked, 2 – refused.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

from navstrechu.cli.installation import set_up
from navstrechu.cli.parser import RussianParser
from navstrechu.core.errors import DomainError, InputRefused

COMMANDS = (
    "import-roadmap",
    "export-roadmap",
    "import-touchpoints",
    "export-touchpoints",
    "check-registers",
    "report",
    "serve",
    "worker",
    "backup",
    "restore",
    "verify",
    "doctor",
    "load-demonstration",
    "create-region",
    "create-agency",
    "create-admin",
    "create-user",
    "reset-second-factor",
)
FAILED, REFUSED, INTERRUPTED = 1, 2, 130
_SHOWN_IN_THE_SENTENCE = 5
_DESCRIPTION = "«Навстречу» – дорожная карта внедрения клиентоцентричности."
_MORE = "Справка о команде: navstrechu КОМАНДА --help"
_NOT_MIGRATED = (
    "База данных недоступна или не подготовлена: {reason}. "
    "Подготовьте её командой make run и проверьте DATABASE_URL и NAVSTRECHU_DATA_DIR."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    options = _parser(words).parse_args(words)
    try:
        return _run(options.module, options)
    except DomainError as error:
        print(_refusal(error), file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        # Whoever read the output (head, less) has enough; Python must not complain at exit.
        sys.stdout = None
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(command: ModuleType, options: object) -> int:
    if not getattr(command, "STARTS_BY_ITSELF", False):
        set_up()
    try:
        status: int = command.run(options)
    except Exception as error:
        # Known by name: importing Django's errors would cost commands that need no database.
        if type(error).__name__ not in {"OperationalError", "ProgrammingError"}:
            raise
        print(_NOT_MIGRATED.format(reason=str(error).strip().splitlines()[0]), file=sys.stderr)
        return FAILED
    sys.stdout.flush()
    return status


def _parser(words: Sequence[str]) -> RussianParser:
    """Loads the command that is asked for; all of them only where they must be listed."""
    asked = [name for name in COMMANDS if words[:1] == [name]]
    parser = RussianParser(prog="navstrechu", description=_DESCRIPTION, epilog=_MORE)
    commands = parser.add_subparsers(metavar="КОМАНДА", required=True, title="команды")
    for name in asked or COMMANDS:
        module = import_module(f"navstrechu.cli.commands.{name.replace('-', '_')}")
        sentence = f"{module.HELP[0].upper()}{module.HELP[1:]}."
        command = commands.add_parser(
            name, help=module.HELP, description=sentence, epilog=getattr(module, "EXAMPLES", None)
        )
        module.add_arguments(command)
        command.set_defaults(module=module)
    return parser


def _refusal(error: DomainError) -> str:
    """The sentence, and the places below it where the sentence does not name them all."""
    problems = error.problems if isinstance(error, InputRefused) else ()
    lines = problems if len(problems) > _SHOWN_IN_THE_SENTENCE else ()
    return "\n".join([str(error.message), *(f"– {problem}" for problem in lines)])
