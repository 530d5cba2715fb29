"""`navstrechu create-user`: an account with its first role."""

import getpass
import sys
from argparse import ArgumentParser, Namespace

from navstrechu.core.errors import InputRefused

HELP = "создать учётную запись с ролью"
EXAMPLES = """роли:
  responsible     ответственный за внедрение      analyst         аналитик
  coordinator     координатор                     employee        сотрудник
  unit_head       руководитель подразделения      administrator   администратор
  working_group   рабочая группа региона

Пароль программа спросит; из сценария его передают первой строкой потока ввода."""
_ROLES = (
    "responsible", "coordinator", "unit_head", "analyst", "employee", "working_group", "administrator",
)  # fmt: skip


def add_arguments(parser: ArgumentParser) -> None:
    """Login, name and role; the password never stands in the command, where others could read it."""
    parser.add_argument("login", metavar="ЛОГИН", help="имя для входа, латиницей")
    parser.add_argument("--name", metavar="ИМЯ", required=True, help="как показывать: «Соколова М. А.»")
    parser.add_argument("--email", metavar="АДРЕС", default="", help="электронная почта")
    parser.add_argument("--role", metavar="РОЛЬ", required=True, choices=_ROLES, help="роль, см. ниже")
    place = parser.add_mutually_exclusive_group(required=True)
    place.add_argument("--agency", metavar="КОД", help="орган, в котором действует роль")
    place.add_argument("--region", metavar="КОД", help="регион – для рабочей группы")


def run(options: Namespace) -> int:
    """Create it. Raises InputRefused for a weak password or a role in the wrong place, Conflict."""
    from django.db import transaction  # noqa: PLC0415 – needs loaded settings
    from django.utils import timezone  # noqa: PLC0415

    from navstrechu.accounts.roles import Role  # noqa: PLC0415 – needs loaded applications
    from navstrechu.accounts.services import create_user  # noqa: PLC0415
    from navstrechu.cli.installation import agency_of, region_of  # noqa: PLC0415
    from navstrechu.history.services import SYSTEM  # noqa: PLC0415
    from navstrechu.organisation.services.membership import grant_role  # noqa: PLC0415

    role = Role(options.role)
    if (role is Role.WORKING_GROUP) != bool(options.region):
        raise InputRefused(
            "Роль working_group действует в регионе (--region), остальные – в органе (--agency)."
        )
    agency = agency_of(options.agency) if options.agency else None
    region = region_of(options.region) if options.region else None
    password, now = _password(), timezone.now()
    with transaction.atomic():
        user = create_user(
            login=options.login,
            display_name=options.name,
            password=password,
            email=options.email,
            by=SYSTEM,
            at=now,
        )
        grant_role(user=user, role=role, agency=agency, region=region, by=SYSTEM, at=now)
    print(f"Учётная запись «{user.login}» создана.")
    return 0


def _password() -> str:
    """Asked twice at a terminal, else the first line of the input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass("Пароль: ")
    if getpass.getpass("Ещё раз: ") != password:
        raise InputRefused("Пароли не совпадают. Повторите команду.")
    return password
