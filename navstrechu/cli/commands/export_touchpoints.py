"""`navstrechu export-touchpoints`: the register of touchpoints as a file in the form of order 201."""

from argparse import ArgumentParser, Namespace

from navstrechu.cli.installation import agency_of
from navstrechu.cli.output import add_output, write
from navstrechu.core.errors import InputRefused

HELP = "выгрузить перечень точек взаимодействия: живой или утверждённую редакцию"
FORMATS = ("docx", "pdf", "xlsx", "csv", "json")


def add_arguments(parser: ArgumentParser) -> None:
    """Whose register, which edition of it, in which form, where to."""
    parser.add_argument("--agency", metavar="КОД", required=True, help="код органа")
    parser.add_argument(
        "--edition", metavar="N", type=int, help="номер редакции; по умолчанию – живой перечень"
    )
    parser.add_argument("--format", choices=FORMATS, default="docx", help="вид файла; по умолчанию – docx")
    add_output(parser)


def run(options: Namespace) -> int:
    """Write the live register, or an edition of it. Raises InputRefused when there is no such edition."""
    from navstrechu.registers.printing import edition_file_of, live_file_of  # noqa: PLC0415 – needs loaded apps
    from navstrechu.registers.queries import editions_of  # noqa: PLC0415
    from navstrechu.touchpoints.permissions import REGISTER  # noqa: PLC0415

    agency = agency_of(options.agency)
    if options.edition is None:
        write(live_file_of(agency, REGISTER, options.format).content, options.output)
        return 0
    edition = editions_of(agency, REGISTER).filter(number=options.edition).first()
    if edition is None:
        raise InputRefused(f"Редакции № {options.edition} у органа «{agency.code}» нет.")
    write(edition_file_of(edition, options.format).content, options.output)
    return 0
