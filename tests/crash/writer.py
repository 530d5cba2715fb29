"""Writes through the product's services until it is killed: `python -m tests.crash.writer MODE`.

`prepare` makes an agency; `write START` registers documents START, START+1, … and prints each number only
after its transaction committed; `check` prints what stands in the database as JSON. It runs on the settings
of a real installation: durability is what is tested.
"""

import json
import sys
from datetime import date
from itertools import count

import django

django.setup()

from navstrechu.accounts.roles import Role  # noqa: E402 – after django.setup()
from navstrechu.acts.models import Act, ActKind  # noqa: E402
from navstrechu.acts.services import register_act  # noqa: E402
from navstrechu.files.queries import damaged_files  # noqa: E402
from navstrechu.history.models import Event  # noqa: E402
from navstrechu.history.queries import verify  # noqa: E402
from navstrechu.organisation.models import Agency  # noqa: E402
from tests.factories import NOON, TODAY  # noqa: E402
from tests.factories.evidence import draft  # noqa: E402
from tests.factories.organisation import agency, member  # noqa: E402


def prepare() -> None:
    member(Role.COORDINATOR, agency())


def write(start: int) -> None:
    owner = Agency.objects.get()
    by = owner.memberships.select_related("user").get().user
    for number in count(start):
        made = draft(kind=ActKind.ORDER, number=str(number), dated=date(2024, 3, 1))
        register_act(agency=owner, draft=made, today=TODAY, by=by, at=NOON)
        print(number, flush=True)


def check() -> None:
    state = {
        "numbers": sorted(int(number) for number in Act.objects.values_list("number", flat=True)),
        "registered": Event.objects.filter(verb="act_registered").count(),
        "stored": Event.objects.filter(verb="file_stored").count(),
        "breaks": [str(found) for found in verify()],
        "damaged": [str(found) for found in damaged_files()],
    }
    print(json.dumps(state))


if __name__ == "__main__":
    {"prepare": prepare, "check": check}.get(sys.argv[1], lambda: write(int(sys.argv[2])))()
