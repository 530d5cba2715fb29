"""`navstrechu reset-second-factor`: for an administrator who has lost phone and recovery codes."""

from argparse import ArgumentParser, Namespace

from navstrechu.core.errors import InputRefused

HELP = "сбросить вход с кодом"
EXAMPLES = """пример:
  navstrechu reset-second-factor ivanov --reason «Потерян телефон»

Остальным вход с кодом сбрасывает администратор в самой системе."""


def add_arguments(parser: ArgumentParser) -> None:
    """Whose, and why: the journal keeps the reason and the person reads it."""
    parser.add_argument("login", metavar="ЛОГИН", help="имя для входа")
    parser.add_argument("--reason", metavar="ПРИЧИНА", required=True, help="почему; останется в журнале")


def run(options: Namespace) -> int:
    """Reset it; every session of the account ends. Raises InputRefused for an unknown login, Conflict."""
    from django.utils import timezone  # noqa: PLC0415 – needs loaded settings

    from navstrechu.accounts.models import User  # noqa: PLC0415 – needs loaded applications
    from navstrechu.accounts.services.second_factor import reset_second_factor  # noqa: PLC0415
    from navstrechu.history.services import SYSTEM  # noqa: PLC0415

    user = User.objects.filter(login=options.login.lower()).first()
    if user is None:
        raise InputRefused(f"Учётной записи «{options.login}» нет. Проверьте логин.")
    reset_second_factor(user=user, reason=options.reason, by=SYSTEM, at=timezone.now())
    print(f"Вход с кодом для «{user.login}» сброшен: при следующем входе его подключат заново.")
    return 0
