"""The live register as an import compares with it; a fixed number of queries."""

from navstrechu.core.text.name_keys import name_key
from navstrechu.organisation.models import Agency
from navstrechu.processes.models import Process
from navstrechu.touchpoints.importing import LiveProcess, LiveRegister, LiveRow
from navstrechu.touchpoints.models import Touchpoint
from navstrechu.touchpoints.queries.content import row_content
from navstrechu.touchpoints.queries.rows import register_rows, shared_texts


def live_register(agency: Agency) -> LiveRegister:
    """Everything that rows of a file are matched with."""
    shared = shared_texts(agency)
    processes: dict[str, LiveProcess] = {}
    for process in Process.objects.in_register().filter(agency=agency).order_by("pk"):
        held = (shared.of_process.get(process.pk), shared.of_group.get(process.group_id))
        texts = frozenset(text for item in held if item for text in item.text.split("\n"))
        processes.setdefault(name_key(process.title), LiveProcess(process.pk, texts))
    places = Touchpoint.objects.open().filter(agency=agency).order_by("pk")
    channels = agency.channel_kinds.open().order_by("-position", "-pk").values_list("category", "pk")
    return LiveRegister(
        processes=processes,
        touchpoints={
            (key, category): pk
            for key, category, pk in places.values_list("name_key", "channel__category", "pk")
        },
        rows={
            (row.process_id, row.touchpoint_id): LiveRow(row.pk, row.version, row_content(row))
            for row in register_rows(agency)
        },
        groups=dict(agency.process_groups.values_list("number", "pk")),
        channels=dict(channels),
    )
