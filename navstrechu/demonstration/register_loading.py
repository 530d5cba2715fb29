"""Loading of the demonstration registers through the services of the product, dated as it happened."""

from collections.abc import Mapping
from datetime import date

from navstrechu.accounts.models import User
from navstrechu.acts.models import Act, ActKind
from navstrechu.demonstration import content
from navstrechu.demonstration.register_proposals import load_proposals
from navstrechu.demonstration.register_shelf import Shelf, establish, include, list_touchpoints, moment
from navstrechu.demonstration.registers import load_registers
from navstrechu.demonstration.registers.shapes import EditionContent, Registers
from navstrechu.documents.official.values import Requisites
from navstrechu.documents.rendering import Format, render
from navstrechu.organisation.models import Agency, Post, Unit
from navstrechu.processes.models import ChannelKind
from navstrechu.processes.services.channels import create_channel_kind
from navstrechu.registers.models import RegisterEdition
from navstrechu.registers.orders import approving_order, order_title
from navstrechu.registers.services import Order, approve_edition, freeze_edition, name_procedure
from navstrechu.touchpoints.services.peculiarities import state_group_peculiarity, state_process_peculiarity
from navstrechu.touchpoints.services.tasks import open_touchpoint_task
from navstrechu.touchpoints.vocabulary import Trigger

# Keys of the content for the units, in the order in which the department lists them.
UNIT_KEYS = ("finance", "social", "labour", "coordination", "control", "household")
# That of touchpoints named itself when order 201 was registered.
_PROCEDURES = {"processes": "978"}


def load_demonstration_registers(agency: Agency, users: Mapping[str, User]) -> None:
    """Fill both registers, approve two editions of each, leave proposals and reports in every state."""
    registers = load_registers()
    shelf = _shelf(agency, users, registers)
    _name_procedures(shelf)
    _processes(shelf)
    _approve(shelf, "processes", 1)
    _touchpoints(shelf)
    _approve(shelf, "touchpoints", 1)
    _ask(shelf)
    load_proposals(shelf, 2)
    _approve(shelf, "processes", 2)
    _approve(shelf, "touchpoints", 2)
    load_proposals(shelf, None)
    _include_bare_process(shelf)


def _shelf(agency: Agency, users: Mapping[str, User], registers: Registers) -> Shelf:
    units = dict(zip(UNIT_KEYS, Unit.objects.filter(agency=agency).order_by("position"), strict=True))
    titles = {key: unit.head for key, unit in zip(UNIT_KEYS, content.UNITS, strict=True)}
    posts = {post.title: post for post in Post.objects.filter(agency=agency)}
    heads = {key: posts[title] for key, title in {**titles, "deputy": content.DEPUTY}.items()}
    groups = {group.number: group for group in agency.process_groups.all()}
    channels = _channels(agency, users["coordinator"], registers)
    return Shelf(agency, users, registers, units, heads, groups, channels)


def _channels(agency: Agency, by: User, registers: Registers) -> dict[str, ChannelKind]:
    """The kinds that an agency starts with, and those that this department added."""
    known = {channel.title: channel for channel in agency.channel_kinds.all()}
    at = moment(registers.filled_on["processes"], 9)
    return {
        item.key: known.get(item.title)
        or create_channel_kind(agency=agency, category=item.category, title=item.title, by=by, at=at)
        for item in registers.channels
    }


def _name_procedures(shelf: Shelf) -> None:
    for register, number in _PROCEDURES.items():
        act = Act.objects.get(agency=shelf.agency, kind=ActKind.ORDER, number=number)
        at = moment(act.dated, 17)
        name_procedure(agency=shelf.agency, register=register, act=act, by=shelf.coordinator, at=at)


def _processes(shelf: Shelf) -> None:
    registers = shelf.registers
    for item in registers.processes.values():
        if item.included_on is None:
            by = shelf.head_of(item.unit)
            include(shelf, item, registers.filled_on["processes"], registers.filling_basis, by)


def _touchpoints(shelf: Shelf) -> None:
    """The first filling: every head of a unit enters the own touchpoints and rows (order 201, 2.4)."""
    registers = shelf.registers
    for item in registers.touchpoints.values():
        if item.made_on is None:
            establish(shelf, item, registers.filled_on["touchpoints"])
    day = registers.filled_on["links"]
    for key in shelf.processes:
        list_touchpoints(shelf, key, day, shelf.head_of(registers.processes[key].unit))
    _peculiarities(shelf, day)


def _peculiarities(shelf: Shelf, day: date) -> None:
    by, at = shelf.coordinator, moment(day, 12)
    for item in shelf.registers.shared:
        if item.group is not None:
            group = shelf.groups[item.group]
            state_group_peculiarity(group=group, version=0, text=item.text, by=by, at=at)
        else:
            process = shelf.processes[item.process]
            state_process_peculiarity(process=process, version=0, text=item.text, by=by, at=at)


def _ask(shelf: Shelf) -> None:
    """The coordinator asks units for what changed at their touchpoints."""
    for task in shelf.registers.tasks:
        open_touchpoint_task(
            touchpoint=shelf.touchpoints[task.touchpoint],
            trigger=Trigger(task.trigger),
            reason=task.reason,
            on=task.opened_on,
            by=shelf.coordinator,
            at=moment(task.opened_on, 16),
        )


def _include_bare_process(shelf: Shelf) -> None:
    """A process that came after edition 2; its unit has not reported its touchpoints yet."""
    item = shelf.registers.processes[shelf.registers.planted.process_without_touchpoint]
    assert item.included_on is not None  # noqa: S101 – a test of the content holds it
    include(shelf, item, item.included_on, item.inclusion_basis, shelf.coordinator)


def _approve(shelf: Shelf, register: str, number: int) -> None:
    [item] = [
        found for found in shelf.registers.editions if (found.register, found.number) == (register, number)
    ]
    edition = freeze_edition(
        agency=shelf.agency,
        register=register,
        comment=item.note,
        by=shelf.coordinator,
        at=moment(item.frozen_on, 16),
    )
    approve_edition(
        edition=edition,
        order=_order(edition, item),
        today=item.approved_on,
        by=shelf.users["responsible"],
        at=moment(item.approved_on, 17),
    )


def _order(edition: RegisterEdition, item: EditionContent) -> Order:
    """The order as it was signed: written by the product, with number and date already in it."""
    requisites = Requisites(item.order, item.approved_on)
    document = approving_order(edition, on=item.approved_on, requisites=requisites)
    title = order_title(edition, on=item.approved_on)
    printed = render(document, Format.DOCX)
    return Order(item.order, item.approved_on, title, f"prikaz-{item.order}.docx", printed.content)
