"""`navstrechu check-registers`: what the registers of processes and touchpoints lack, clause by clause."""

import json
from argparse import ArgumentParser, Namespace

from navstrechu.cli.installation import agency_of, day_or_today
from navstrechu.cli.parser import day

HELP = "проверить реестр процессов и перечень точек взаимодействия"


def add_arguments(parser: ArgumentParser) -> None:
    """Whose registers, as of which day, in which form."""
    parser.add_argument("--agency", metavar="КОД", required=True, help="код органа")
    parser.add_argument("--on", metavar="ДАТА", type=day, help="на какой день; по умолчанию – сегодня")
    parser.add_argument("--json", action="store_true", help="вывести JSON")


def run(options: Namespace) -> int:
    """Print every finding with its clause; exit status 0 also when there are some, they are warnings."""
    from navstrechu.touchpoints.queries.checks import all_findings  # noqa: PLC0415 – needs loaded apps

    agency = agency_of(options.agency)
    findings = all_findings(agency, day_or_today(options.on, agency))
    if options.json:
        entries = [
            {
                "code": item.code,
                "message": str(item.message),
                "subject": item.subject,
                "source": str(item.source),
            }
            for item in findings
        ]
        print(json.dumps({"agency": agency.code, "findings": entries}, ensure_ascii=False, indent=2))
        return 0
    for item in findings:
        print(f"{item.message} ({item.source})" if item.source else str(item.message))
    print(f"Замечаний: {len(findings)}")
    return 0
