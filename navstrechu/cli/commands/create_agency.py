"""`navstrechu create-agency`: a public body with the names that its documents need."""

from argparse import ArgumentParser, Namespace

from navstrechu.core.text.agencies import CASES, declined, full_name_genitive

HELP = "создать орган власти"
EXAMPLES = """пример:
  navstrechu create-agency depsoc --region orel \\
      --full-name «Департамент социальной защиты Орловской области» --place «г. Орёл»

Падежи программа ставит сама; где она не уверена, спросит."""
_CASE_QUESTIONS = {
    "genitive": "родительный (нет кого?)",
    "dative": "дательный (кому?)",
    "instrumental": "творительный (кем?)",
    "prepositional": "предложный (о ком?)",
}


def add_arguments(parser: ArgumentParser) -> None:
    """Code, region and names; cases only where the product cannot know them."""
    parser.add_argument("code", metavar="КОД", help="код в адресе, латиницей: depsoc")
    parser.add_argument("--region", metavar="КОД", required=True, help="код региона")
    parser.add_argument("--full-name", metavar="ТЕКСТ", required=True, help="полное наименование")
    parser.add_argument(
        "--full-name-genitive", metavar="ТЕКСТ", help="полное наименование, родительный падеж"
    )
    parser.add_argument("--short-name", metavar="ТЕКСТ", help="краткое наименование; по умолчанию – полное")
    parser.add_argument(
        "--called", metavar="СЛОВО", help="как называть: Департамент; по умолчанию – первое слово"
    )
    for case in CASES:
        parser.add_argument(
            f"--called-{case}", metavar="СЛОВО", help=f"то же, падеж: {_CASE_QUESTIONS[case]}"
        )
    parser.add_argument("--place", metavar="МЕСТО", required=True, help="место издания документов: г. Орёл")


def run(options: Namespace) -> int:
    """Create it. Raises InputRefused, Conflict."""
    from django.utils import timezone  # noqa: PLC0415 – needs loaded settings

    from navstrechu.cli.installation import region_of  # noqa: PLC0415
    from navstrechu.history.services import SYSTEM  # noqa: PLC0415 – needs loaded applications
    from navstrechu.organisation.services.agency import create_agency  # noqa: PLC0415

    agency = create_agency(
        region=region_of(options.region),
        code=options.code,
        names=_names(options),
        by=SYSTEM,
        at=timezone.now(),
    )
    print(f"Орган «{agency.short_name}» создан: {agency.code}.")
    return 0


def _names(options: Namespace) -> dict[str, str]:
    full_name = " ".join(options.full_name.split())
    called = options.called or full_name.split(" ")[0]
    given = {case: getattr(options, f"called_{case}") for case in CASES}
    cases = declined(called, {case: word for case, word in given.items() if word})
    return {
        "full_name": full_name,
        "full_name_genitive": options.full_name_genitive or full_name_genitive(full_name),
        "short_name": options.short_name or full_name,
        "called": called,
        **{f"called_{case}": word for case, word in cases.items()},
        "place": options.place,
    }
