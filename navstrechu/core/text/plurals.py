"""Russian plurals of counted nouns."""

from pytils.numeral import choose_plural


def counted(number: int, one: str, few: str, many: str) -> str:
    """«1 мероприятие», «3 мероприятия», «71 мероприятие»: the number with the noun in its form."""
    return f"{number}\u00a0{choose_plural(abs(number), (one, few, many))}"
