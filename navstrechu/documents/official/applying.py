"""Carrying out changes: the old wording with all of them applied is the new one, word for word."""

from collections.abc import Iterable
from dataclasses import replace

from navstrechu.documents.official.changes import Action, Change, Path
from navstrechu.documents.official.values import Annex, Clause, OfficialText


def applied(old: OfficialText, changes: Iterable[Change]) -> OfficialText:
    """The wording after the changes. Layout of annexes that stay is kept as it was."""
    work = _Applying(tuple(changes))
    return OfficialText(
        title=work.paragraph(Action.TITLE, (), old.title),
        preamble=work.paragraph(Action.PREAMBLE, (), old.preamble),
        clauses=work.clauses(old.clauses, (), ()),
        annexes=work.annexes(old.annexes, ()),
    )


class _Applying:
    def __init__(self, changes: tuple[Change, ...]) -> None:
        self.changes = changes
        self.of_place = {
            (change.annex, place): change
            for change in changes
            if change.action in (Action.REWORD, Action.OWN_TEXT, Action.REPEAL)
            for place in change.places
        }

    def paragraph(self, action: Action, annex: Path, text: str) -> str:
        for change in self.changes:
            if change.action is action and change.annex == annex:
                return change.words.put_into(text) if change.words else change.text
        return text

    def clauses(self, clauses: tuple[Clause, ...], annex: Path, parent: Path) -> tuple[Clause, ...]:
        left = [
            made
            for place, clause in enumerate(clauses)
            if (made := self.clause(clause, annex, (*parent, place))) is not None
        ]
        for change in self.changes:
            if change.action is Action.ADD and (change.annex, change.parent) == (annex, parent):
                for becomes, clause in zip(change.becomes, change.clauses, strict=True):
                    left.insert(becomes[-1], clause)
        return tuple(left)

    def clause(self, clause: Clause, annex: Path, place: Path) -> Clause | None:
        change = self.of_place.get((annex, place))
        if change is not None and change.action is Action.REPEAL:
            return None
        if change is not None and change.action is Action.REWORD:
            return change.clauses[0]
        text = clause.text
        if change is not None:
            text = change.words.put_into(text) if change.words else change.text
        return replace(clause, text=text, clauses=self.clauses(clause.clauses, annex, place))

    def annexes(self, annexes: tuple[Annex, ...], parent: Path) -> tuple[Annex, ...]:
        gone = {
            place
            for change in self.changes
            if change.action is Action.REPEAL_ANNEX
            for place in change.places
        }
        left = [
            self.annex(annex, (*parent, place))
            for place, annex in enumerate(annexes)
            if (*parent, place) not in gone
        ]
        for change in self.changes:
            if change.action is Action.ADD_ANNEX and change.annex == parent:
                left.insert(change.becomes[0][-1], change.annexes[0])
        return tuple(left)

    def annex(self, annex: Annex, place: Path) -> Annex:
        title = self.paragraph(Action.TITLE, place, "\n".join(annex.title))
        return replace(
            annex,
            title=tuple(title.split("\n")) if title else (),
            clauses=self.clauses(annex.clauses, place, ()),
            annexes=self.annexes(annex.annexes, place),
        )
