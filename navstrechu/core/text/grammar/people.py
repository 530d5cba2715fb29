"""People in cases: «назначить Вострикова А. В.», «подпись А. В. Вострикова»."""

from navstrechu.core.text.grammar.cases import Gender
from navstrechu.core.text.grammar.given_names import gender_of_first_name, gender_of_patronymic
from navstrechu.core.text.grammar.surnames import looks_like


def gender_of(surname: str, first_name: str, patronymic: str) -> Gender | None:
    """Told by the patronymic, else by the first name, else by the surname; None when none of them tells."""
    return gender_of_patronymic(patronymic) or gender_of_first_name(first_name.strip()) or looks_like(surname)
