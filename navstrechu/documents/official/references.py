"""How an order refers to parts of another one: «подпункт 4 пункта 1.2», «абзац второй раздела 3»."""

from collections.abc import Sequence
from dataclasses import dataclass

from navstrechu.core.text.grammar import Case
from navstrechu.documents.official.changes import Path
from navstrechu.documents.official.numbering import numbered
from navstrechu.documents.official.values import Clause, Mark

_ENDINGS = {
    Case.NOMINATIVE: "",
    Case.GENITIVE: "а",
    Case.ACCUSATIVE: "",
    Case.INSTRUMENTAL: "ом",
    Case.PREPOSITIONAL: "е",
}
_PLURALS = {
    Case.NOMINATIVE: "ы",
    Case.GENITIVE: "ов",
    Case.ACCUSATIVE: "ы",
    Case.INSTRUMENTAL: "ами",
    Case.PREPOSITIONAL: "ах",
}
_NOUNS = {
    Mark.SECTION: "раздел",
    Mark.CLAUSE: "пункт",
    Mark.BRACKET: "подпункт",
    Mark.LETTER: "подпункт",
    Mark.PLAIN: "абзац",
}
_TABLE = {
    Case.NOMINATIVE: "таблица",
    Case.GENITIVE: "таблицы",
    Case.ACCUSATIVE: "таблицу",
    Case.INSTRUMENTAL: "таблицей",
    Case.PREPOSITIONAL: "таблице",
}
_STEMS = ("перв", "втор", "трет", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят")
_OF_STRESSED = ("втор", "шест", "седьм", "восьм")
_ORDINALS = {
    Case.GENITIVE: "ого",
    Case.INSTRUMENTAL: "ым",
    Case.PREPOSITIONAL: "ом",
}


@dataclass(frozen=True, slots=True)
class _Part:
    clause: Clause
    number: str


class References:
    """References to the clauses of one wording of an annex, or of the document itself, by their paths."""

    def __init__(self, clauses: tuple[Clause, ...]) -> None:
        self._parts: dict[Path, _Part] = {}
        path: list[int] = []
        for number, depth, clause in numbered(clauses):
            path[depth:] = [path[depth] + 1 if len(path) > depth else 0]
            self._parts[tuple(path)] = _Part(clause, number)

    def number(self, path: Path) -> str:
        """The number as it is printed: «2.1.», «4)»; «» for a paragraph."""
        return self._parts[path].number

    def mark(self, path: Path) -> Mark:
        """How the clause is numbered."""
        return self._parts[path].clause.mark

    def clause(self, path: Path) -> Clause:
        """The clause itself."""
        return self._parts[path].clause

    def noun(self, path: Path, case: Case, *, count: int = 1) -> str:
        """«пункт», «подпунктами»."""
        mark = self.mark(path)
        if mark is Mark.DATA:
            return _TABLE[case]
        return _NOUNS[mark] + (_ENDINGS if count == 1 else _PLURALS)[case]

    def name(self, path: Path, case: Case) -> str:
        """What follows the noun: «2.1», ««а»», «второго»."""
        part = self._parts[path]
        if part.clause.mark is Mark.PLAIN:
            return ordinal(self._place_of_paragraph(path), case)
        if part.clause.mark is Mark.DATA:
            return f"«{part.clause.text}»"
        bare = part.number.rstrip(".)")
        return f"«{bare}»" if part.clause.mark is Mark.LETTER else bare

    def reference(self, path: Path, case: Case) -> str:
        """«подпункт 4 пункта 1.2» in the case."""
        return f"{self.noun(path, case)} {self.name(path, case)}{self.owner(path)}"

    def references(self, paths: Sequence[Path], case: Case) -> str:
        """«пункты 3–5», «подпункты 1 и 2 пункта 4»: neighbours under one clause."""
        if len(paths) == 1:
            return self.reference(paths[0], case)
        noun = self.noun(paths[0], case, count=len(paths))
        return f"{noun} {self.names(paths, case)}{self.owner(paths[0])}"

    def names(self, paths: Sequence[Path], case: Case) -> str:
        """«3», «3 и 4», «3–5»."""
        first, last = self.name(paths[0], case), self.name(paths[-1], case)
        if len(paths) == 1:
            return first
        if len(paths) > 2 and self.mark(paths[0]) in (Mark.PLAIN, Mark.DATA):
            return f"{', '.join(self.name(path, case) for path in paths[:-1])} и {last}"
        return f"{first} и {last}" if len(paths) == 2 else f"{first}–{last}"

    def owner(self, path: Path) -> str:
        """« пункта 1.2»: of what a part is that its number does not tell by itself."""
        told_by_number = (Mark.SECTION, Mark.CLAUSE, Mark.DATA)
        if len(path) == 1 or self.mark(path) in told_by_number:
            return ""
        return f" {self.reference(path[:-1], Case.GENITIVE)}"

    def _place_of_paragraph(self, path: Path) -> int:
        """Paragraphs of a clause are counted from its own text on, those of a section below its heading."""
        parent, place = path[:-1], path[-1]
        before = sum(self.mark((*parent, one)) is Mark.PLAIN for one in range(place))
        has_own = bool(parent) and self.mark(parent) is not Mark.SECTION
        return before + 1 + has_own


def ordinal(place: int, case: Case) -> str:
    """«второй», «второго», «вторым» of an inanimate masculine noun; figures from eleven on."""
    if place > len(_STEMS):
        return str(place)
    stem = _STEMS[place - 1]
    if case not in _ORDINALS:
        return stem + ("ий" if stem == "трет" else "ой" if stem in _OF_STRESSED else "ый")
    if stem == "трет":
        return {Case.GENITIVE: "третьего", Case.INSTRUMENTAL: "третьим", Case.PREPOSITIONAL: "третьем"}[case]
    return stem + _ORDINALS[case]
