"""Documents that change others: who is in force on which day, and what can no longer be annulled."""

from datetime import date, timedelta

import pytest

from navstrechu.accounts.roles import Role
from navstrechu.acts.models import Act, Relation
from navstrechu.acts.services import annul_act, relate_acts
from navstrechu.acts.standing import Standing, standing_of, standing_on
from navstrechu.core.errors import HasFindings
from navstrechu.organisation.models import Agency
from navstrechu.roadmap.queries.state import acts_for_results
from tests.factories import NOON, TODAY
from tests.factories.evidence import act
from tests.factories.organisation import agency, member

pytestmark = pytest.mark.django_db

BEFORE = TODAY - timedelta(days=1)


def related(of: Agency, relation: Relation) -> tuple[Act, Act]:
    """An earlier document and the one that changes it from TODAY on."""
    earlier, later = act(of), act(of, dated=date(2024, 3, 2))
    by = member(Role.COORDINATOR, of)
    relate_acts(source=later, target=earlier, relation=relation, since=TODAY, by=by, at=NOON)
    return earlier, later


@pytest.mark.parametrize("relation", list(Relation))
def test_standing_changes_on_the_day_of_the_relation(relation: Relation):
    earlier, later = related(agency(), relation)
    becomes = {Relation.AMENDS: Standing.AMENDED, Relation.REPEALS: Standing.REPEALED}[relation]

    assert standing_of(earlier, BEFORE).standing is Standing.IN_FORCE
    assert standing_of(earlier, TODAY).standing is becomes
    assert standing_of(later, TODAY).standing is Standing.IN_FORCE
    assert list(standing_on(Act.objects.all(), becomes, TODAY)) == [earlier]


def test_repealed_document_is_in_force_until_the_day():
    of = agency()
    earlier, later = related(of, Relation.REPEALS)

    assert set(of.acts.in_force_on(BEFORE)) == {earlier, later}
    assert set(of.acts.in_force_on(TODAY)) == {later}
    assert set(of.acts.registered_on(TODAY)) == {earlier, later}


def test_amended_document_stays_in_force():
    of = agency()
    earlier, later = related(of, Relation.AMENDS)

    assert set(of.acts.in_force_on(TODAY)) == {earlier, later}


def test_repealed_document_still_executes_its_measure():
    of = agency()
    earlier, later = related(of, Relation.REPEALS)

    assert list(acts_for_results(of, "order", on=TODAY)) == [later, earlier]


@pytest.mark.parametrize(
    ("relation", "of_source", "of_target"),
    [
        (Relation.AMENDS, "Этим документом изменён", "внесены изменения"),
        (Relation.REPEALS, "Этим документом признан утратившим силу", "уже признан утратившим силу"),
    ],
)
def test_documents_that_belong_together_are_not_annulled(relation: Relation, of_source: str, of_target: str):
    of = agency()
    target, source = related(of, relation)
    by = member(Role.COORDINATOR, of)

    with pytest.raises(HasFindings, match=of_source):
        annul_act(act=source, reason="Ошибка", on=TODAY, by=by, at=NOON)
    with pytest.raises(HasFindings, match=of_target):
        annul_act(act=target, reason="Ошибка", on=TODAY, by=by, at=NOON)

    assert not Act.objects.exclude(annulled_on=None).exists()
