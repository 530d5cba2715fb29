"""Pages of touchpoints."""

import pytest

from navstrechu.accounts.roles import Role
from navstrechu.history.services import SYSTEM
from navstrechu.organisation.models import Unit
from navstrechu.processes.services.channels import close_channel_kind
from navstrechu.touchpoints.models import Touchpoint
from tests.factories import NOON, TODAY
from tests.factories.organisation import agency, member
from tests.factories.touchpoints import touchpoint
from tests.sessions import sign_in

pytestmark = pytest.mark.django_db


def test_kind_and_unit_no_longer_offered_stay_with_the_touchpoint_that_has_them():
    of = agency()
    unit = Unit.objects.create(agency=of, name="Отдел выплат")
    held = touchpoint(of, "МФЦ", unit=unit)
    close_channel_kind(channel=held.channel, version=1, closed_on=TODAY, by=SYSTEM, at=NOON)
    Unit.objects.filter(pk=unit.pk).update(closed_on=TODAY)
    client = sign_in(member(Role.COORDINATOR, of))
    url = f"/agency/{of.code}/touchpoints/places/{held.pk}/edit/"
    form = client.get(url).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}

    sent = client.post(url, {**data, **formset("agreements"), "phone": "55-55"})

    assert sent.status_code == 302
    kept = Touchpoint.objects.get(pk=held.pk)
    assert (kept.phone, kept.channel, kept.unit) == ("55-55", held.channel, unit)


def formset(prefix: str) -> dict[str, str]:
    return {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
