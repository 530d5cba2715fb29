"""The eight directions of activity that the register of touchpoints must cover.

Source: order 201, clause 2.2, а)–з), verbatim.
"""

DIRECTIONS: dict[str, str] = {
    "а": "предоставление услуг",
    "б": "государственный контроль (надзор)",
    "в": "рассмотрение обращений",
    "г": "обеспечение доступа к информации о деятельности Департамента",
    "д": "взаимодействие с внутренним клиентом (сотрудником)",
    "е": "взаимодействие с внутренним клиентом по вопросам информационно-технического обеспечения",
    "ж": "взаимодействие с внутренним клиентом по вопросам ведения бухгалтерского учета",
    "з": (
        "взаимодействие с внутренним клиентом по вопросам осуществления административно-хозяйственной "
        "деятельности"
    ),
}


def direction_choices() -> list[tuple[str, str]]:
    """Letters with their wording; a callable, so that it makes no migration."""
    return [(letter, f"{letter}) {wording}") for letter, wording in DIRECTIONS.items()]
