"""What an amending order says, so that one wording of a document becomes another.

Existing parts are named by their numbers in the old wording, what is quoted has its numbers of the new one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from navstrechu.core.text.grammar import Case
from navstrechu.documents.official.changes import Action, Change, Path, Words, changes_between
from navstrechu.documents.official.numbering import numbered
from navstrechu.documents.official.references import References
from navstrechu.documents.official.values import Annex, Clause, Mark, OfficialText

_SET_OUT = "изложить в следующей редакции:"
_FOLLOWING = "следующего содержания:"
_NO_LONGER = ("утратил силу", "утратила силу", "утратило силу", "утратили силу")


@dataclass(frozen=True, slots=True)
class _Said:
    """An instruction and the text that it quotes, a paragraph a line."""

    words: str
    quoted: tuple[str, ...] = ()


def amending_clauses(
    old: OfficialText, new: OfficialText, names: Mapping[Path, str] | None = None
) -> tuple[Clause, ...]:
    """«1) пункт 2.1 изложить в следующей редакции: …»: instructions that follow «внести изменения:».

    ``names`` may give an annex its name in the prepositional («Порядке ведения реестра») by its path;
    another one is named by its number. Nothing is said when both are equal.
    """
    return tuple(_Wording(old, new, names or {}).clauses(changes_between(old, new)))


class _Wording:
    def __init__(self, old: OfficialText, new: OfficialText, names: Mapping[Path, str]) -> None:
        self.old, self.new, self.names = old, new, names

    def clauses(self, changes: Sequence[Change]) -> Iterator[Clause]:
        groups = [
            (annex, [self.said(change) for change in group])
            for annex, group in groupby(changes, key=lambda change: change.annex)
        ]
        items = list(self.items(groups))
        for place, item in enumerate(items, start=1):
            yield _ended(item, is_last=place == len(items))

    def items(self, groups: Sequence[tuple[Path, list[_Said]]]) -> Iterator[tuple[_Said, list[_Said]]]:
        """Changes of the document itself one by one, those of an annex under its name."""
        for annex, said in groups:
            if not annex:
                yield from ((one, []) for one in said)
            elif len(said) == 1:
                words = f"в {self.annex_name(annex)} {said[0].words}"
                yield _Said(words, said[0].quoted), []
            else:
                yield _Said(f"в {self.annex_name(annex)}:"), said

    def annex_name(self, annex: Path, old: bool = True, case: Case = Case.PREPOSITIONAL) -> str:
        """«приложении № 2», «приложении № 1 к приложению № 2», or the name it was given."""
        if case is Case.PREPOSITIONAL and annex in self.names:
            return self.names[annex]
        above = _annexes(self.old if old else self.new, annex[:-1])
        number = f" №\u00a0{annex[-1] + 1}" if len(above) > 1 else ""
        owner = f" к {self.annex_name(annex[:-1], old, Case.DATIVE)}" if annex[:-1] else ""
        return f"{_ANNEX[case]}{number}{owner}"

    def said(self, change: Change) -> _Said:
        return _SAYS[change.action](self, change)

    def references(self, change: Change) -> References:
        return References(_clauses(self.old, change.annex))

    def new_references(self, change: Change) -> References:
        return References(_clauses(self.new, change.new_annex))

    def title(self, change: Change) -> _Said:
        return _of_paragraph(change, "наименование", "наименовании", "наименованием")

    def preamble(self, change: Change) -> _Said:
        return _of_paragraph(change, "преамбулу", "преамбуле", "преамбулой", has_old=bool(self.old.preamble))

    def reword(self, change: Change) -> _Said:
        was = self.references(change)
        what = was.reference(change.places[0], Case.ACCUSATIVE)
        clause = change.clauses[0]
        if not clause.clauses and clause.text.strip(" .;").casefold() in _NO_LONGER:
            return _Said(f"{what} признать утратившим силу")
        return _Said(f"{what} {_SET_OUT}", self.quoted(change))

    def own_text(self, change: Change) -> _Said:
        was, place = self.references(change), change.places[0]
        if was.mark(place) is Mark.SECTION:
            of = was.reference(place, Case.GENITIVE)
            what, inside = f"наименование {of}", f"наименовании {of}"
        elif was.clause(place).clauses:
            of = was.reference(place, Case.GENITIVE)
            what, inside = f"абзац первый {of}", f"абзаце первом {of}"
        else:
            what = was.reference(place, Case.ACCUSATIVE)
            inside = was.reference(place, Case.PREPOSITIONAL)
        if change.words:
            return _Said(_of_words(change.words, what, inside))
        number = self.new_references(change).number(change.becomes[0])
        return _Said(f"{what} {_SET_OUT}", (f"{number} {change.text}".strip(),))

    def add(self, change: Change) -> _Said:
        becomes = self.new_references(change)
        count = len(change.becomes)
        is_last = not self.stands_before_others(change)
        noun = becomes.noun(change.becomes[0], Case.INSTRUMENTAL, count=count)
        new = "" if is_last else "новым " if count == 1 else "новыми "
        what = f"{new}{noun} {becomes.names(change.becomes, Case.INSTRUMENTAL)}"
        owner = ""
        if becomes.owner(change.becomes[0]):
            owner = f"{self.references(change).reference(change.parent, Case.ACCUSATIVE)} "
        return _Said(f"{owner}дополнить {what} {_FOLLOWING}", self.quoted(change))

    def stands_before_others(self, change: Change) -> bool:
        """Whether something of the same mark follows what was added: it needs a new number."""
        becomes, last = self.new_references(change), change.becomes[-1]
        siblings = _siblings(_clauses(self.new, change.new_annex), last[:-1])
        mark = becomes.mark(last)
        return any(clause.mark is mark for clause in siblings[last[-1] + 1 :])

    def repeal(self, change: Change) -> _Said:
        was = self.references(change)
        what = was.references(change.places, Case.ACCUSATIVE)
        if was.mark(change.places[0]) is Mark.DATA:
            return _Said(f"{what} исключить")
        return _Said(f"{what} признать {'утратившим' if len(change.places) == 1 else 'утратившими'} силу")

    def renumber(self, change: Change) -> _Said:
        was, becomes = self.references(change), self.new_references(change)
        what = was.references(change.places, Case.ACCUSATIVE)
        respectively = "" if len(change.places) == 1 else "соответственно "
        noun = becomes.noun(change.becomes[0], Case.INSTRUMENTAL, count=len(change.becomes))
        told = f"{what} считать {respectively}{noun} {becomes.names(change.becomes, Case.INSTRUMENTAL)}"
        if was.mark(change.places[0]) is Mark.SECTION:
            told += ", соответственно изменив нумерацию пунктов"
        return _Said(told)

    def add_annex(self, change: Change) -> _Said:
        name = self.annex_name(change.becomes[0], old=False, case=Case.INSTRUMENTAL)
        number = name.split(" к ")[0]
        return _Said(f"дополнить {number} {_FOLLOWING}", tuple(_annex_lines(change.annexes[0])))

    def repeal_annex(self, change: Change) -> _Said:
        name = self.annex_name(change.places[0], case=Case.ACCUSATIVE)
        return _Said(f"{name.split(' к ')[0]} признать утратившим силу")

    def renumber_annex(self, change: Change) -> _Said:
        name = self.annex_name(change.places[0], case=Case.ACCUSATIVE).split(" к ")[0]
        becomes = self.annex_name(change.becomes[0], old=False, case=Case.INSTRUMENTAL).split(" к ")[0]
        return _Said(f"{name} считать {becomes}")

    def quoted(self, change: Change) -> tuple[str, ...]:
        """The clauses of the change with all under them, with the numbers of the new wording."""
        becomes = self.new_references(change)
        lines: list[str] = []
        for path, clause in zip(change.becomes, change.clauses, strict=True):
            lines += _lines(becomes, path, clause)
        return tuple(lines)


_ANNEX = {
    Case.ACCUSATIVE: "приложение",
    Case.DATIVE: "приложению",
    Case.INSTRUMENTAL: "приложением",
    Case.PREPOSITIONAL: "приложении",
}
_SAYS = {
    Action.TITLE: _Wording.title,
    Action.PREAMBLE: _Wording.preamble,
    Action.REWORD: _Wording.reword,
    Action.OWN_TEXT: _Wording.own_text,
    Action.ADD: _Wording.add,
    Action.REPEAL: _Wording.repeal,
    Action.RENUMBER: _Wording.renumber,
    Action.ADD_ANNEX: _Wording.add_annex,
    Action.REPEAL_ANNEX: _Wording.repeal_annex,
    Action.RENUMBER_ANNEX: _Wording.renumber_annex,
}


def _of_paragraph(change: Change, what: str, inside: str, added: str, *, has_old: bool = True) -> _Said:
    if change.words:
        return _Said(_of_words(change.words, what, inside))
    if not change.text.strip():
        return _Said(f"{what} исключить")
    if not has_old:
        return _Said(f"дополнить {added} {_FOLLOWING}", tuple(change.text.split("\n")))
    return _Said(f"{what} {_SET_OUT}", tuple(change.text.split("\n")))


def _of_words(words: Words, what: str, inside: str) -> str:
    """«в пункте 2 слова «…» заменить словами «…»» and the like."""
    if words.old and words.new:
        return (
            f"в {inside} {_noun(words.old)} «{words.old}» заменить "
            f"{_noun(words.new, instrumental=True)} «{words.new}»"
        )
    if words.old:
        return f"в {inside} {_noun(words.old)} «{words.old}» исключить"
    after = f"после {_noun(words.after, genitive=True)} «{words.after}»"
    return f"{what} {after} дополнить {_noun(words.new, instrumental=True)} «{words.new}»"


def _noun(text: str, *, genitive: bool = False, instrumental: bool = False) -> str:
    case = 1 if genitive else 2 if instrumental else 0
    if text.replace(" ", "").isdigit():
        return ("цифры", "цифр", "цифрами")[case]
    is_one = len(text.split()) == 1
    return (("слово", "слова", "словом") if is_one else ("слова", "слов", "словами"))[case]


def _lines(references: References, path: Path, clause: Clause) -> Iterator[str]:
    text = f"(таблица «{clause.text}»)" if clause.mark is Mark.DATA else clause.text
    yield f"{references.number(path)} {text}".strip()
    for place, inner in enumerate(clause.clauses):
        yield from _lines(references, (*path, place), inner)


def _annex_lines(annex: Annex) -> Iterator[str]:
    yield from filter(None, map(str.strip, annex.title))
    for number, _depth, clause in numbered(annex.clauses):
        text = f"(таблица «{clause.text}»)" if clause.mark is Mark.DATA else clause.text
        yield f"{number} {text}".strip()
    for place, inner in enumerate(annex.annexes, start=1):
        yield f"Приложение №\u00a0{place}" if len(annex.annexes) > 1 else "Приложение"
        yield from _annex_lines(inner)


def _ended(item: tuple[_Said, list[_Said]], *, is_last: bool) -> Clause:
    said, inner = item
    stop = "." if is_last else ";"
    if not inner:
        return _clause(said, Mark.BRACKET, stop)
    letters = tuple(
        _clause(one, Mark.LETTER, stop if place == len(inner) else ";")
        for place, one in enumerate(inner, start=1)
    )
    return Clause(said.words, Mark.BRACKET, letters)


def _clause(said: _Said, mark: Mark, stop: str) -> Clause:
    if not said.quoted:
        return Clause(f"{said.words}{stop}", mark)
    lines = list(said.quoted)
    lines[0] = f"«{lines[0]}"
    # Two closing quotes of one form are printed as one.
    lines[-1] = f"{lines[-1].removesuffix('»')}»{stop}"
    return Clause(said.words, mark, tuple(Clause(line, Mark.PLAIN) for line in lines))


def _clauses(text: OfficialText, annex: Path) -> tuple[Clause, ...]:
    if not annex:
        return text.clauses
    return _annexes(text, annex[:-1])[annex[-1]].clauses


def _annexes(text: OfficialText, parent: Path) -> tuple[Annex, ...]:
    annexes = text.annexes
    for place in parent:
        annexes = annexes[place].annexes
    return annexes


def _siblings(clauses: tuple[Clause, ...], parent: Path) -> tuple[Clause, ...]:
    for place in parent:
        clauses = clauses[place].clauses
    return clauses
