"""How documents stand on a day: amended, repealed, annulled, and what an annulled order no longer does."""

from datetime import date

import pytest

from navstrechu.accounts.roles import Role
from navstrechu.acts.models import Act, Relation
from navstrechu.acts.queries import ActFilters, act_register
from navstrechu.acts.services import relate_acts
from navstrechu.acts.standing import Standing, standing_of
from navstrechu.organisation.models import Agency
from tests.factories import NOON, TODAY
from tests.factories.drafting import written_act
from tests.factories.evidence import act
from tests.factories.organisation import agency, member

pytestmark = pytest.mark.django_db
MARCH = [date(2024, 3, day) for day in (1, 4, 5, 11)]


def related(source: Act, target: Act, relation: Relation, day: int) -> None:
    by = member(Role.COORDINATOR, target.agency)
    relate_acts(source=source, target=target, relation=relation, since=date(2024, 3, day), by=by, at=NOON)


def annulled(found: Act, day: int) -> None:
    """Taken back past the services, which refuse it for documents that others rest on."""
    Act.objects.filter(pk=found.pk).update(status="annulled", annulled_on=date(2024, 3, day))
    found.refresh_from_db()


def standings(found: Act) -> list[str]:
    return [standing_of(found, day).standing.value for day in MARCH]


@pytest.fixture
def own() -> Agency:
    return agency()


def test_document_stands_as_the_later_ones_left_it(own: Agency):
    order = act(own)
    related(act(own), order, Relation.AMENDS, 4)
    related(act(own), order, Relation.REPEALS, 11)

    assert standings(order) == ["in_force", "amended", "amended", "repealed"]


def test_order_that_was_annulled_amends_and_repeals_nothing(own: Agency):
    order, amending, repealing = act(own), act(own), act(own)
    related(amending, order, Relation.AMENDS, 1)
    related(repealing, order, Relation.REPEALS, 4)
    annulled(repealing, 5)
    annulled(amending, 11)

    assert standings(order) == ["amended", "repealed", "amended", "in_force"]


def test_annulled_document_is_annulled_whatever_else_happened_to_it(own: Agency):
    order = act(own)
    related(act(own), order, Relation.REPEALS, 4)
    annulled(order, 5)

    assert standings(order) == ["in_force", "repealed", "annulled", "annulled"]
    assert not standing_of(order, TODAY).is_in_force


def test_standing_names_what_made_it_so(own: Agency):
    order, first, second, last = act(own), act(own), act(own), act(own)
    related(second, order, Relation.AMENDS, 5)
    related(first, order, Relation.AMENDS, 4)
    related(last, order, Relation.REPEALS, 11)

    found = standing_of(order, TODAY)

    assert [one.source for one in found.amended] == [first, second]
    assert found.repealed is not None
    assert found.repealed.source == last


@pytest.mark.parametrize("standing", list(Standing))
def test_register_is_narrowed_to_a_standing(standing: Standing, own: Agency):
    kept = {one: act(own, number=one.value) for one in Standing}
    changing = act(own, number="changing")
    related(changing, kept[Standing.AMENDED], Relation.AMENDS, 4)
    related(changing, kept[Standing.REPEALED], Relation.REPEALS, 4)
    annulled(kept[Standing.ANNULLED], 5)

    def found(day: date) -> set[str]:
        acts = act_register(own, ActFilters(standing=standing), on=day)
        return {one.number for one in acts} - {"changing"}

    everything = {one.value for one in Standing}
    assert found(TODAY) == {standing.value}
    assert found(date(2024, 3, 1)) == (everything if standing is Standing.IN_FORCE else set())


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("порядков", ["12-П", "7"]),
        ("ПОРЯДКУ приёма", ["7"]),
        ("подписанием", ["7"]),
        ("приёма заявления", ["7"]),
        ("утвержд", ["12-П"]),
        ("12-п", ["12-П"]),
        ("о", ["12-П", "7"]),
        ("приёма протоколов", []),
        ("%", ["12-П", "7"]),
    ],
)
def test_search_knows_word_forms_in_number_title_and_text(asked: str, numbers: list[str], own: Agency):
    act(own, number="12-П")
    written_act(own, number="7")

    found = act_register(own, ActFilters(text=asked), on=TODAY)

    assert sorted(one.number for one in found) == numbers
