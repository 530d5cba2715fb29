"""Plurals of counted nouns."""

from pytils.numeral import choose_plural


def counted(number: int, one: str, few: str, many: str) -> str:
    """«1 мероприятие», «3 мероприятия», «71 мероприятие»: the number with the noun in its Russian form."""
    return f"{number}\u00a0{choose_plural(abs(number), (one, few, many))}"


def counted_in_words_of(number: int, forms: str) -> str:
    """The number with a noun whose forms are given as one translated text.

    «мероприятие,мероприятия,мероприятий» are Russian forms; a translation gives two, «measure,measures».
    """
    words = forms.split(",")
    if len(words) == len(("one", "other")):
        return f"{number}\u00a0{words[0] if abs(number) == 1 else words[1]}"
    one, few, many = words
    return counted(number, one, few, many)
