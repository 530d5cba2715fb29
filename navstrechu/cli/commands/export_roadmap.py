"""`navstrechu export-roadmap`: the roadmap as a file in the form in which it was approved."""

from argparse import ArgumentParser, Namespace

from navstrechu.cli.installation import day_or_today, roadmap_of
from navstrechu.cli.output import add_output, write
from navstrechu.cli.parser import day

HELP = "выгрузить дорожную карту в DOCX, PDF или XLSX"
FORMATS = ("docx", "pdf", "xlsx")


def add_arguments(parser: ArgumentParser) -> None:
    """Whose plan, as of which day, in which form, where to."""
    parser.add_argument("--agency", metavar="КОД", required=True, help="код органа")
    parser.add_argument("--on", metavar="ДАТА", type=day, help="по состоянию на; по умолчанию – сегодня")
    parser.add_argument("--format", choices=FORMATS, default="docx", help="вид файла; по умолчанию – docx")
    add_output(parser)


def run(options: Namespace) -> int:
    """Write the plan as it stood on the day. Raises InputRefused when there is none."""
    from navstrechu.documents.rendering import Format, render  # noqa: PLC0415 – needs loaded settings
    from navstrechu.roadmap.document_kinds import roadmap_document  # noqa: PLC0415 – needs loaded applications
    from navstrechu.roadmap.queries.plan import plan_on  # noqa: PLC0415

    roadmap = roadmap_of(options.agency)
    plan = plan_on(roadmap, on=day_or_today(options.on, roadmap.agency))
    rendered = render(roadmap_document(plan, roadmap.title), Format(options.format))
    write(rendered.content, options.output)
    return 0
