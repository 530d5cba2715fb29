"""`navstrechu create-region`: the region whose working group looks over its agencies."""

from argparse import ArgumentParser, Namespace

HELP = "создать регион"
EXAMPLES = """пример:
  navstrechu create-region orel --name «Орловская область»"""


def add_arguments(parser: ArgumentParser) -> None:
    """Code and name."""
    parser.add_argument("code", metavar="КОД", help="код латиницей, например orel")
    parser.add_argument("--name", metavar="НАИМЕНОВАНИЕ", required=True, help="наименование региона")


def run(options: Namespace) -> int:
    """Create it. Raises InputRefused, Conflict."""
    from django.utils import timezone  # noqa: PLC0415 – needs loaded settings

    from navstrechu.history.services import SYSTEM  # noqa: PLC0415 – needs loaded applications
    from navstrechu.organisation.services.agency import create_region  # noqa: PLC0415

    region = create_region(code=options.code, name=options.name, by=SYSTEM, at=timezone.now())
    print(f"Регион «{region.name}» создан: {region.code}.")
    return 0
