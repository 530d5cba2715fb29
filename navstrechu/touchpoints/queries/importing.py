"""The live register as an import compares with it; a fixed number of queries."""

from navstrechu.core.text.name_keys import name_key
from navstrechu.organisation.models import Agency
from navstrechu.processes.models import Process
from navstrechu.touchpoints.importing import LiveProcess, LiveRegister, LiveRow
from navstrechu.touchpoints.models import Touchpoint
from navstrechu.touchpoints.queries.rows import shared_texts
from navstrechu.touchpoints.queries.whole import plain_rows


def live_register(agency: Agency) -> LiveRegister:
    """Everything that rows of a file are matched with."""
    shared = shared_texts(agency)
    processes: dict[str, LiveProcess] = {}
    known = Process.objects.in_register().filter(agency=agency).order_by("pk")
    for pk, title, group in known.values_list("pk", "title", "group"):
        held = (shared.of_process.get(pk), shared.of_group.get(group))
        texts = frozenset(text for item in held if item for text in item.text.split("\n"))
        processes.setdefault(name_key(title), LiveProcess(pk, texts))
    places = Touchpoint.objects.open().filter(agency=agency).order_by("pk")
    channels = agency.channel_kinds.open().order_by("-position", "-pk").values_list("category", "pk")
    return LiveRegister(
        processes=processes,
        touchpoints={
            (key, category): pk
            for key, category, pk in places.values_list("name_key", "channel__category", "pk")
        },
        rows={
            (row.process, row.touchpoint): LiveRow(row.pk, row.version, row.content)
            for row in plain_rows(agency)
        },
        groups=dict(agency.process_groups.values_list("number", "pk")),
        channels=dict(channels),
    )
