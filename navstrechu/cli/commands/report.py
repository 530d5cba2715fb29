"""`navstrechu report`: the report on the progress of a roadmap in its official layout."""

from argparse import ArgumentParser, Namespace

from navstrechu.cli.installation import day_or_today, roadmap_of
from navstrechu.cli.output import add_output, write
from navstrechu.cli.parser import day

HELP = "составить отчёт о ходе исполнения (DOCX или PDF)"


def add_arguments(parser: ArgumentParser) -> None:
    """Whose report, as of which day, in which format, where to."""
    parser.add_argument("--agency", metavar="КОД", required=True, help="код органа")
    parser.add_argument("--on", metavar="ДАТА", type=day, help="по состоянию на; по умолчанию – сегодня")
    parser.add_argument(
        "--format", choices=("docx", "pdf"), default="docx", help="docx (по умолчанию) или pdf"
    )
    add_output(parser)


def run(options: Namespace) -> int:
    """Write the report as of the day. Raises InputRefused when there is no roadmap."""
    from navstrechu.documents.rendering import Format, render  # noqa: PLC0415 – needs loaded settings
    from navstrechu.roadmap.progress_report import (  # noqa: PLC0415 – needs loaded applications
        progress_report_document,
    )
    from navstrechu.roadmap.queries.report import progress_report  # noqa: PLC0415

    roadmap = roadmap_of(options.agency)
    report = progress_report(roadmap, on=day_or_today(options.on, roadmap.agency))
    write(render(progress_report_document(report), Format(options.format)).content, options.output)
    return 0
