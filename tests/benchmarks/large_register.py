"""An agency with a thousand processes and ten thousand rows, written in bulk as an import writes them."""

import random
from datetime import date

from django.db import transaction

from navstrechu.core.text.name_keys import name_key
from navstrechu.core.text.stems import stems_of
from navstrechu.history.services import SYSTEM
from navstrechu.organisation.models import Agency
from navstrechu.processes.models import ChannelKind, Process, ProcessBasis, ProcessGroup
from navstrechu.processes.search import stems_of_values
from navstrechu.processes.values import LegalBasis, ProcessValues
from navstrechu.touchpoints.models import Touchpoint
from navstrechu.touchpoints.services.rows import put_rows
from navstrechu.touchpoints.values import BasisText, InteractionText, RowContent
from navstrechu.touchpoints.vocabulary import BasisKind
from tests.factories import NOON
from tests.factories.organisation import agency, unit
from tests.factories.processes import BASIS, INCLUDED, channel_kind, process_group

PROCESSES, TOUCHPOINTS, ROWS = 1_000, 500, 10_000
WORDS = tuple(
    word
    for line in (
        "приём заявления документов уведомление решение выдача результата услуги консультирование вопросам",
        "предоставления рассмотрение жалобы информирование ходе личном обращении заявитель предъявляет",
        "ежемесячной выплаты семьям детьми путёвки санаторно-курортное учреждение доступность инвалидов",
    )
    for word in line.split()
)
KINDS = ("МФЦ", "Приёмная", "Портал услуг", "Горячая линия", "Чат-бот", "Клиентская служба", "Почта", "Сайт")
ACT = BasisText(BasisKind.REGULATORY, "Федеральный закон от 27.07.2010 № 210-ФЗ", "статья 15")
CATEGORIES = ("in_person", "digital", "online", "offline")


@transaction.atomic
def large_register() -> Agency:
    """Ten touchpoints in each process, shared by twenty of them; every hundredth row lacks a basis, every
    fiftieth touchpoint is there under a nearly equal name, half of them are confirmed."""
    own, chance = agency(), random.Random(201)
    groups = [process_group(own, number) for number in range(1, 10)]
    units = [unit(own) for _ in range(12)]
    channels = [channel_kind(own, category=category) for category in CATEGORIES]
    processes = Process.objects.bulk_create(
        _process(own, groups[number * 9 // PROCESSES], units[number % 12].pk, number)
        for number in range(PROCESSES)
    )
    ProcessBasis.objects.bulk_create(
        ProcessBasis(process=process, position=0, act="Закон Энской области № 1-ОЗ") for process in processes
    )
    places = Touchpoint.objects.bulk_create(
        _touchpoint(own, channels[number % 4], units[number % 12].pk, number) for number in range(TOUCHPOINTS)
    )
    each = ROWS // PROCESSES
    rows = [
        (processes[at // each], places[at % TOUCHPOINTS], content(chance, with_basis=at % 100 > 0))
        for at in range(ROWS)
    ]
    put_rows(agency=own, rows=rows, by=SYSTEM, at=NOON)
    return own


def said(chance: random.Random, fewest: int, most: int) -> str:
    """Some words of offices."""
    return " ".join(chance.choices(WORDS, k=chance.randint(fewest, most))).capitalize()


def content(chance: random.Random, *, with_basis: bool = True) -> RowContent:
    """One to three interactions that differ, peculiarities in every second row."""
    texts = {said(chance, 2, 6) for _ in range(chance.randint(1, 3))}
    peculiarities = said(chance, 5, 14) if chance.random() < 0.5 else ""
    interactions = tuple(InteractionText(text) for text in sorted(texts))
    return RowContent(interactions, peculiarities, (ACT,) if with_basis else ())


def title(number: int) -> str:
    """The name of a process, different for every number."""
    return f"Назначение ежемесячной выплаты вида {number} семьям с детьми"


def place_name(number: int) -> str:
    """The name of a touchpoint; every fiftieth is the one before it, written in another way."""
    if number % 50 == 49:
        return f"ул. Ленина, {number - 1}, {KINDS[(number - 1) % 8]}"
    return f"{KINDS[number % 8]}, ул. Ленина, д. {number}"


def _process(own: Agency, group: ProcessGroup, unit_id: int, number: int) -> Process:
    code = f"{group.number}.{number:04d}"
    card = ProcessValues(
        group, title(number), code, result="Решение", bases=(LegalBasis("Закон Энской области № 1-ОЗ"),)
    )
    return Process(
        agency=own, group=group, code=code, title=card.title, object_kind=card.object_kind, scope=card.scope,
        reach=card.reach, unit_id=unit_id, result=card.result, included_on=INCLUDED, inclusion_basis=BASIS,
        stems=stems_of_values(card, code), changed_at=NOON,
    )  # fmt: skip


def _touchpoint(own: Agency, channel: ChannelKind, unit_id: int, number: int) -> Touchpoint:
    name = place_name(number)
    return Touchpoint(
        agency=own, name=name, name_key=name_key(name), channel=channel, unit_id=unit_id,
        confirmed_on=date(2024, 3, 1) if number % 2 else None, stems=stems_of(name), changed_at=NOON,
    )  # fmt: skip
