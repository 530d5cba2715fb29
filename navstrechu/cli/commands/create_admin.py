"""`navstrechu create-admin`: the first account of an agency, who makes all others in the product."""

from argparse import ArgumentParser, Namespace

from navstrechu.cli.commands import create_user
from navstrechu.core.errors import InputRefused

HELP = "создать администратора"
EXAMPLES = """пример:
  navstrechu create-admin ivanov --name «Иванов И. И.»

Остальные учётные записи администратор создаёт в самой системе.
Пароль программа спросит; из сценария его передают первой строкой потока ввода."""


def add_arguments(parser: ArgumentParser) -> None:
    """Login, name and – where there are several agencies – which one."""
    parser.add_argument("login", metavar="ЛОГИН", help="имя для входа, латиницей")
    parser.add_argument("--name", metavar="ИМЯ", required=True, help="как показывать: «Соколова М. А.»")
    parser.add_argument("--email", metavar="АДРЕС", default="", help="электронная почта")
    parser.add_argument("--agency", metavar="КОД", help="орган; по умолчанию – единственный")


def run(options: Namespace) -> int:
    """Create the account. Raises InputRefused for a weak password or an agency that cannot be guessed."""
    options.agency = options.agency or _only_agency()
    options.role, options.region = "administrator", None
    return create_user.run(options)


def _only_agency() -> str:
    from navstrechu.organisation.models import Agency  # noqa: PLC0415 – needs loaded applications

    codes = list(Agency.objects.order_by("code").values_list("code", flat=True))
    if not codes:
        raise InputRefused(
            "Органов пока нет. Создайте регион и орган: navstrechu create-region --help, "
            "navstrechu create-agency --help."
        )
    if len(codes) > 1:
        raise InputRefused(f"Органов несколько: укажите --agency. Есть: {', '.join(codes)}.")
    return codes[0]
