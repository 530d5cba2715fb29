"""Orders on editions as they are printed for signing on paper: the agency's template, live data, its form."""

from datetime import date

from navstrechu.core.text.language import in_official_language
from navstrechu.documents.engine.tree import Document
from navstrechu.documents.official.form import lay_out
from navstrechu.documents.official.values import OfficialText, Requisites
from navstrechu.drafting.filling import Filled
from navstrechu.drafting.forms import form_json, form_of_json, layout_of
from navstrechu.drafting.kinds import DraftKind, Scene
from navstrechu.drafting.papers import filled_text, paper_of
from navstrechu.drafting.queries.templates import template_in_use
from navstrechu.organisation.queries import signatory_on
from navstrechu.registers.models import RegisterEdition
from navstrechu.registers.order_kinds import AMENDING_ORDER, APPROVING_ORDER, about


def approving_order(edition: RegisterEdition, *, on: date, requisites: Requisites | None = None) -> Document:
    """The order that approves an edition, with the whole register as its annex; the deputy head of the day
    signs it."""
    return _printed(edition, APPROVING_ORDER, on, requisites)


def amending_order(edition: RegisterEdition, *, on: date, requisites: Requisites | None = None) -> Document:
    """The order that amends the register: its annex says row by row what is added, removed and reworded."""
    return _printed(edition, AMENDING_ORDER, on, requisites)


@in_official_language
def order_title(edition: RegisterEdition, *, on: date) -> str:
    """The heading under which the approving order is registered."""
    heading = OfficialText(template_in_use(edition.agency, APPROVING_ORDER).title)
    return " ".join(_filled(edition, APPROVING_ORDER, heading, on).text.title.split())


@in_official_language
def _printed(edition: RegisterEdition, kind: DraftKind, on: date, requisites: Requisites | None) -> Document:
    """An approved edition has the requisites of its order; before it they are left to be written by hand."""
    agency, act = edition.agency, edition.act
    if requisites is None and act is not None:
        requisites = Requisites(act.number, act.dated)
    filled = _filled(edition, kind, template_in_use(agency, kind), on)
    signs = signatory_on(agency, on)
    paper = paper_of(filled, kind.act_kind, _scene(edition, on), signs.post if signs else None)
    return lay_out(paper, requisites, form_of_json(form_json(layout_of(agency))))


def _filled(edition: RegisterEdition, kind: DraftKind, text: OfficialText, on: date) -> Filled:
    return filled_text(text, kind, _scene(edition, on), {})


def _scene(edition: RegisterEdition, on: date) -> Scene:
    return Scene(edition.agency, on, about(edition))
