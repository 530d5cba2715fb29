"""Pages of touchpoints: shared cards, confirming, closing, two that are one and the same."""

import pytest

from navstrechu.accounts.roles import Role
from navstrechu.history.services import SYSTEM
from navstrechu.organisation.models import Agency
from navstrechu.organisation.services.membership import grant_role
from navstrechu.touchpoints.models import ProcessTouchpoint, Touchpoint
from tests.factories import NOON
from tests.factories.accounts import user
from tests.factories.organisation import agency, member, unit
from tests.factories.processes import process
from tests.factories.touchpoints import content, row, touchpoint, update_task
from tests.sessions import sign_in
from tests.web.visiting import errors, texts

pytestmark = pytest.mark.django_db


def base(of: Agency) -> str:
    return f"/agency/{of.code}/touchpoints"


def coordinator(of: Agency):
    return sign_in(member(Role.COORDINATOR, of))


def test_merging_keeps_every_row_and_interaction():
    of = agency()
    kept, double = touchpoint(of, "МФЦ города"), touchpoint(of, "МФЦ г. Энска")
    both, single = process(of), process(of)
    row(both, kept, content("Приём"))
    row(both, double, content("Выдача"))
    row(single, double, content("Справка"))
    address = f"{base(of)}/places/merge/?kept={kept.pk}&duplicate={double.pk}"

    shown = coordinator(of).get(address)
    answer = coordinator(of).post(address, {"kept": kept.pk})

    assert texts(shown, "//h1") == ["Объединить точки взаимодействия"]
    assert answer.status_code == 302
    live = ProcessTouchpoint.objects.live()
    said = {
        (one.process_id, one.touchpoint_id): [item.text for item in one.interactions.order_by("position")]
        for one in live
    }
    assert said == {(both.pk, kept.pk): ["Приём", "Выдача"], (single.pk, kept.pk): ["Справка"]}
    double.refresh_from_db()
    assert double.merged_into == kept


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COORDINATOR])
def test_only_the_coordinator_merges(role: Role):
    of = agency()
    first, second = touchpoint(of), touchpoint(of)

    answer = sign_in(member(role, of)).post(
        f"{base(of)}/places/merge/?kept={first.pk}&duplicate={second.pk}", {"kept": first.pk}
    )

    assert answer.status_code == 403
    assert Touchpoint.objects.open().filter(agency=of).count() == 2


@pytest.mark.parametrize(
    "query", ["", "?kept=1&duplicate=1", "?kept=x&duplicate=9", "?kept=99999999999999999999"]
)
def test_merging_of_nothing_is_not_there(query: str):
    of = agency()

    assert coordinator(of).get(f"{base(of)}/places/merge/{query}").status_code == 404


def test_touchpoint_in_use_is_not_closed():
    held = row(process())
    of = held.process.agency

    answer = coordinator(of).post(f"{base(of)}/places/{held.touchpoint_id}/close/", {"on": "15.03.2024"})

    assert answer.status_code == 409
    assert "Сначала исключите эти строки" in errors(answer)[""]
    assert Touchpoint.objects.open().filter(pk=held.touchpoint_id).exists()


def test_head_confirms_touchpoints_and_closes_reports_of_the_own_unit_alone():
    of = agency()
    own, others = unit(of), unit(of)
    head = user()
    grant_role(user=head, role=Role.UNIT_HEAD, agency=of, unit=own, by=SYSTEM, at=NOON)
    client = sign_in(head)
    mine, theirs = touchpoint(of, unit=own), touchpoint(of, unit=others)
    owed, strange = update_task(process(of, unit=own)), update_task(process(of, unit=others))

    pages = [
        client.get(f"{base(of)}/{path}/").status_code
        for path in (
            f"places/{mine.pk}/confirm",
            f"places/{theirs.pk}/confirm",
            f"reports/{owed.pk}/close",
            f"reports/{strange.pk}/close",
        )
    ]

    assert pages == [200, 403, 200, 403]
    assert client.post(f"{base(of)}/places/{theirs.pk}/confirm/", {"on": "15.03.2024"}).status_code == 403
