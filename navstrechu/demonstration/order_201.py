"""Order 201 as the department wrote it: its text is the agency's template, names are live places."""

import re
from functools import cache

from navstrechu.demonstration.papers import ORDER_TEXT
from navstrechu.documents.official.outline import read_outline
from navstrechu.documents.official.values import Annex, OfficialText

_ANNEX = "Приложение"
_FULL = " социальной защиты, опеки и попечительства, труда и занятости Орловской области"
# What stands for the agency in the published text, the longest first, and the place that says it live.
_NAMES = (
    *((f"Департамент{end}{_FULL}", place) for end, place in (
        ("а", "{органа полностью}"), ("ом", "{органом полностью}"), ("е", "{органе полностью}"),
    )),
    *((f"Департамент{end}", place) for end, place in (
        ("а", "{органа}"), ("ом", "{органом}"), ("", "{орган}"),
    )),
)  # fmt: skip
_MEASURES = re.compile(r"подпунктов (?:\d+\.\d+\.\d+\.(?:, )?)+ раздела 2\.")


@cache
def order_201_template() -> OfficialText:
    """Clause by clause, with places where the agency and the measures are named."""
    lines = _paragraphs()
    signature = next(place for place, line in enumerate(lines) if line == "Заместитель")
    title = next(place for place, line in enumerate(lines) if line.startswith("Об утверждении Порядка"))
    procedure = lines.index(_ANNEX)
    form = lines.index(_ANNEX, procedure + 1)
    head = next(place for place, line in enumerate(lines) if line.startswith("Порядок ведения"))
    return OfficialText(
        title=live(lines[title]),
        preamble=live(lines[title + 1]),
        clauses=read_outline(live("\n".join(lines[title + 2 : signature]))),
        annexes=(
            Annex(
                (live(lines[head]),),
                read_outline(live("\n".join(lines[head + 1 : form]))),
                (_form(lines[form + 1 :]),),
            ),
        ),
    )


def _form(lines: list[str]) -> Annex:
    """The form of the register: the stamp, two lines of the title, and the headings that the product has."""
    title = lines.index("Перечень")
    to = live(" ".join(lines[:title]).removeprefix("к "))
    return Annex(
        tuple(lines[title : title + 2]), read_outline("[[форма перечня]]"), to=to, is_landscape=True
    )  # fmt: skip


def live(text: str) -> str:
    """The text with places instead of the names that the product knows."""
    for name, place in _NAMES:
        text = re.sub(rf"{name}(?!\w)", place, text)
    return _MEASURES.sub("{пункты дорожной карты}", text)


def _paragraphs() -> list[str]:
    lines = ORDER_TEXT.read_text(encoding="utf-8").replace("**", "").splitlines()
    return [line.strip() for line in lines if line.strip()]
