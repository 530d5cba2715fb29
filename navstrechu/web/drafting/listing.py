"""The list of drafts: filters of the address, lines to show and to hand over."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from navstrechu.drafting.document_kinds import DraftRow
from navstrechu.drafting.kinds import draft_kinds
from navstrechu.drafting.models import Draft
from navstrechu.drafting.queries.drafts import DraftFilters
from navstrechu.drafting.workflow import DRAFT
from navstrechu.web.drafting.shown import kind_title, look_of
from navstrechu.web.shell.asked import Choice
from navstrechu.web.shell.looks import Look

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; what is unknown is as if it were not given."""

    filters: DraftFilters
    choices: tuple[Choice, Choice]

    @classmethod
    def of(cls, query: QueryDict) -> "Asked":
        """Read the address."""
        states = [("open", _("в работе")), *DRAFT.labels.items()]
        kinds = [(kind.code, kind.title) for kind in draft_kinds()]
        status = _known(query.get("status", ""), states)
        kind = _known(query.get("kind", ""), kinds)
        return cls(
            DraftFilters(query.get("q", "")[:_LONGEST].strip(), kind, status),
            (
                Choice("status", _("Состояние"), states, status, _("Все состояния")),
                Choice("kind", _("Вид документа"), kinds, kind, _("Все виды")),
            ),
        )

    @property
    def query(self) -> dict[str, str]:
        """The parameters in force."""
        filters = self.filters
        asked = {"q": filters.text, "status": filters.status, "kind": filters.kind}
        return {name: value for name, value in asked.items() if value}

    def url(self, **changed: str) -> str:
        """The address with other values; an empty value takes its parameter away."""
        query = {name: value for name, value in {**self.query, **changed}.items() if value}
        return f"?{urlencode(query)}"

    def chips(self) -> list[tuple[str, str]]:
        """Filters in force as (words, address without it)."""
        words = [("q", _("Поиск"), self.filters.text)]
        words += [(choice.name, str(choice.label), choice.chosen) for choice in self.choices]
        return [(f"{label}: {word}", self.url(**{name: ""})) for name, label, word in words if word]


def _known(value: str, options: Iterable[tuple[str, object]]) -> str:
    return value if value in {code for code, _label in options} else ""


@dataclass(frozen=True, slots=True)
class Line:
    """A draft as the list shows it."""

    draft: Draft
    kind: str
    look: Look


def list_lines(drafts: Iterable[Draft]) -> list[Line]:
    """Drafts with their kinds and states in words."""
    return [Line(draft, kind_title(draft.kind), look_of(draft)) for draft in drafts]


def export_rows(lines: Iterable[Line]) -> list[DraftRow]:
    """Lines as the exported table prints them."""
    return [
        DraftRow(
            title=line.draft.title,
            kind=line.kind,
            status=str(line.look.label),
            author=line.draft.author_name,
            changed=line.draft.changed_at,
            act=str(line.draft.act) if line.draft.act else "",
        )
        for line in lines
    ]
