"""The guide speaks of buttons and pages that exist, under the names they have."""

import re
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from navstrechu.web.help.topics import FOLDER
from tests.architecture.sources import PRODUCT

IN_TEMPLATES = re.compile(
    r'\{%\s*translate\s+"([^"]+)"|_\("([^"]+)"\)|label="([^"]+)"|\{% blocktranslate[^%]*%\}(.*?)\{% endblock',
    re.S,
)
# Words after the icon of a link or button, the same in every language: «PDF».
AFTER_AN_ICON = re.compile(r'\{% icon "[^"]+" %\}([^<{]+)</')
IN_CODE = re.compile(r'(?:_|_now|gettext|gettext_lazy)\(\s*((?:"[^"]*"\s*)+)[,)]')
QUOTED = re.compile(r"«([^»]+)»")
PATH = re.compile(r"\*\*([^*]+→[^*]+)\*\*")
LINK_TO_A_CLAUSE = re.compile(r"\[[^\]]*\]\(quote:[^)]*\)")
# In quotation marks, yet no label of the product: words of files, of other programs, of the clauses.
NO_LABELS = {
    "?", "Вид документа (результат)", "Департамент", "Приказ № 201, п. 2.6", "Соисполнители:",
    "Соисполнитель:", "Состояние: Просрочено", "Текстовый", "версии для слабовидящих", "кто что может",
    "справки", "справку",
}  # fmt: skip
# Said in paths, not written on any button.
NO_STEPS = {"Внизу каждой страницы", "Меню под инициалами"}


@cache
def labels() -> frozenset[str]:
    """Every text of the interface, without what ends it."""
    found = [
        " ".join("".join(parts).split())
        for path in PRODUCT.rglob("*.html")
        for parts in IN_TEMPLATES.findall(path.read_text("utf-8"))
    ]
    found += [
        text for path in PRODUCT.rglob("*.html") for text in AFTER_AN_ICON.findall(path.read_text("utf-8"))
    ]
    found += [
        "".join(re.findall(r'"([^"]*)"', text))
        for path in PRODUCT.rglob("*.py")
        for text in IN_CODE.findall(path.read_text("utf-8"))
    ]
    found += [name for _, name in settings.LANGUAGES]
    return frozenset(text.strip(" :.…") for text in found)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.md")), ids=lambda path: path.stem)
def test_names_in_the_guide_stand_on_the_pages(path: Path):
    text = LINK_TO_A_CLAUSE.sub("", path.read_text("utf-8"))
    steps = {step.strip(" .") for found in PATH.findall(text) for step in found.split("→")} - NO_STEPS
    quoted = set(QUOTED.findall(text)) - NO_LABELS

    assert (steps | quoted) - labels() == set()
