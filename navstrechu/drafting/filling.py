"""Filling a text: places take their values from live data, data parts their tables, and nothing is
guessed unseen."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from navstrechu.core.errors import InputRefused
from navstrechu.core.text.grammar import Case, Exceptions, Inflected, PhraseKind, inflect, inflect_person
from navstrechu.core.text.language import in_official_language
from navstrechu.documents.engine.tree import Block
from navstrechu.documents.official.values import Annex, Clause, Mark, OfficialText
from navstrechu.drafting.kinds import DraftKind, PersonName, Phrase, Scene, Value
from navstrechu.drafting.places import places_of

PLACE = re.compile(r"\{\s*([^{}\n]{1,80}?)\s*\}")
_PLACE_AND_STOP = re.compile(PLACE.pattern + r"(\.?)")


@dataclass(frozen=True, slots=True)
class FilledPlace:
    """A place as it reads in the text; ``is_certain`` is False where the form is a guess to be looked at.

    ``kind`` says what a phrase names, so that its form can go into the dictionary; None for names of people.
    """

    name: str
    form: str
    base: str = ""
    case: Case | None = None
    is_certain: bool = True
    is_corrected: bool = False
    kind: PhraseKind | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """A text without places, the blocks of its data parts, and how each place was filled."""

    text: OfficialText
    data: Mapping[str, tuple[Block, ...]]
    places: tuple[FilledPlace, ...]

    @property
    def doubtful(self) -> tuple[FilledPlace, ...]:
        """Forms that nobody has confirmed and the dictionary does not know."""
        return tuple(place for place in self.places if not place.is_certain and not place.is_corrected)


@in_official_language
def fill(
    text: OfficialText,
    kind: DraftKind,
    scene: Scene,
    *,
    forms: Mapping[str, str],
    exceptions: Exceptions,
) -> Filled:
    """Fill every place and data part. ``forms`` are corrections of the author, ``exceptions`` the agency's
    dictionary of cases. Raises InputRefused naming places and parts that the kind does not know.
    """
    require_known(text, kind)
    filler = _Filler(kind, scene, forms, exceptions)
    done = filler.text(text)
    return Filled(done, filler.data, tuple(filler.places.values()))


def require_known(text: OfficialText, kind: DraftKind) -> None:
    """Raise InputRefused for a place or data part that texts of the kind cannot have, naming those it can."""
    places, parts = places_of(kind), {part.name for part in kind.data}
    unknown = sorted({name for words in _all_words(text) for name in PLACE.findall(words)} - set(places))
    if unknown:
        raise InputRefused(
            _("Подстановки {unknown} нет. Есть: {known}.").format(
                unknown=", ".join(f"«{{{name}}}»" for name in unknown),
                known=", ".join(f"{{{name}}}" for name in places),
            )
        )
    missing = sorted(text.data_names() - parts)
    if missing:
        known = ", ".join(f"[[{name}]]" for name in sorted(parts)) or _("для этого вида их нет")
        raise InputRefused(
            _("Вставки {unknown} нет. Есть: {known}.").format(
                unknown=", ".join(f"«[[{name}]]»" for name in missing), known=known
            )
        )


def _all_words(text: OfficialText) -> Iterator[str]:
    yield text.title
    yield text.preamble
    for annex in text.all_annexes():
        yield from (*annex.title, annex.to)
    yield from (clause.text for clause in text.all_clauses() if clause.mark is not Mark.DATA)


class _Filler:
    """One filling: each place is computed once, each data part too."""

    def __init__(
        self, kind: DraftKind, scene: Scene, forms: Mapping[str, str], exceptions: Exceptions
    ) -> None:
        self.scene, self.forms, self.exceptions = scene, forms, exceptions
        self.known = places_of(kind)
        self.parts = {part.name: part for part in kind.data}
        self.places: dict[str, FilledPlace] = {}
        self.data: dict[str, tuple[Block, ...]] = {}

    def text(self, text: OfficialText) -> OfficialText:
        return OfficialText(
            title=self.words(text.title),
            preamble=self.words(text.preamble),
            clauses=self.clauses(text.clauses),
            annexes=tuple(self.annex(annex) for annex in text.annexes),
        )

    def annex(self, annex: Annex) -> Annex:
        return replace(
            annex,
            title=tuple(self.words(line) for line in annex.title),
            to=self.words(annex.to),
            clauses=self.clauses(annex.clauses),
            annexes=tuple(self.annex(inner) for inner in annex.annexes),
        )

    def clauses(self, clauses: Iterable[Clause]) -> tuple[Clause, ...]:
        return tuple(filled for clause in clauses for filled in self.clause(clause))

    def clause(self, clause: Clause) -> tuple[Clause, ...]:
        """The clause filled; none where all its places are empty, several where data stand for it."""
        if clause.mark is Mark.DATA:
            return self.part(clause)
        names = PLACE.findall(clause.text)
        if names and not any(self.place(name).form for name in names):
            return ()
        return (replace(clause, text=self.words(clause.text), clauses=self.clauses(clause.clauses)),)

    def part(self, clause: Clause) -> tuple[Clause, ...]:
        """Clauses of the part in the place of its name, or the name itself, for which the blocks are kept."""
        value = self.parts[clause.text].value(self.scene)
        clauses = tuple(one for one in value if isinstance(one, Clause))
        if clauses:
            return clauses
        self.data[clause.text] = tuple(block for block in value if not isinstance(block, Clause))
        return (clause,)

    def words(self, words: str) -> str:
        return _PLACE_AND_STOP.sub(lambda found: self.place(found[1]).form + self._stop(found), words)

    def _stop(self, found: re.Match[str]) -> str:
        """The stop behind a place; none behind a form that ends with one («22 ноября 2026 г.»)."""
        return "" if self.place(found[1]).form.endswith(".") else found[2]

    def place(self, name: str) -> FilledPlace:
        if name not in self.places:
            filled = self._filled(name, self.known[name].value(self.scene))
            given = self.forms.get(name, "")
            self.places[name] = replace(filled, form=given, is_corrected=True) if given else filled
        return self.places[name]

    def _filled(self, name: str, value: Value) -> FilledPlace:
        if isinstance(value, Phrase):
            found = inflect(value.kind, value.text, value.case, exceptions=self.exceptions)
            return FilledPlace(name, found.text, value.text, value.case, found.is_certain, kind=value.kind)
        if isinstance(value, PersonName):
            return self._person(name, value)
        return FilledPlace(name, value)

    def _person(self, name: str, value: PersonName) -> FilledPlace:
        def said(case: Case) -> Inflected:
            return inflect_person(
                value.surname, value.first_name, value.patronymic, case,
                order=value.order, exceptions=self.exceptions,
            )  # fmt: skip

        found = said(value.case)
        base = said(Case.NOMINATIVE).text
        return FilledPlace(name, found.text, base, value.case, found.is_certain)
