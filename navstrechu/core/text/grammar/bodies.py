"""Names of public bodies and things: «Департамент …», «ГКУ …», «перечень точек взаимодействия»."""

from navstrechu.core.text.grammar.cases import Case, Inflected
from navstrechu.core.text.grammar.phrases import Text, inflected_phrase
from navstrechu.core.text.grammar.posts import parts_by_dash


def inflected_body(name: str, case: Case) -> Inflected:
    """A name in the case: its first noun declines, names in quotes and abbreviations stay.

    What follows a dash is as often an explanation as a second name: it stays, and somebody should look.
    """
    first, *rest = parts_by_dash(name)
    found = inflected_phrase(Text.of(first), case, is_animate=False)
    return Inflected("".join([found.text, *rest]), found.is_certain and not rest)
