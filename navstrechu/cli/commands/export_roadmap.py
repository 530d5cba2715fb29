"""`navstrechu export-roadmap`: the roadmap as a DOCX in the form in which it was approved."""

from argparse import ArgumentParser, Namespace

from navstrechu.cli.installation import day_or_today, roadmap_of
from navstrechu.cli.output import add_output, write
from navstrechu.cli.parser import day

HELP = "выгрузить дорожную карту в DOCX"


def add_arguments(parser: ArgumentParser) -> None:
    """Whose plan, as of which day, where to."""
    parser.add_argument("--agency", metavar="КОД", required=True, help="код органа")
    parser.add_argument("--on", metavar="ДАТА", type=day, help="по состоянию на; по умолчанию – сегодня")
    add_output(parser)


def run(options: Namespace) -> int:
    """Write the plan as it stood on the day. Raises InputRefused when there is none."""
    from navstrechu.documents.rendering import Format, render  # noqa: PLC0415 – needs loaded settings
    from navstrechu.roadmap.document_kinds import roadmap_document  # noqa: PLC0415 – needs loaded applications
    from navstrechu.roadmap.queries.plan import plan_on  # noqa: PLC0415

    roadmap = roadmap_of(options.agency)
    plan = plan_on(roadmap, on=day_or_today(options.on, roadmap.agency))
    write(render(roadmap_document(plan, roadmap.title), Format.DOCX).content, options.output)
    return 0
