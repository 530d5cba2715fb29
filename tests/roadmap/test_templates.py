"""Offering a plan to the region and making another agency's plan of it."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from navstrechu.accounts.roles import Role
from navstrechu.core.errors import Conflict, InputRefused, NotAllowed
from navstrechu.files.queries import content
from navstrechu.history.models import Event
from navstrechu.organisation.models import Agency
from navstrechu.roadmap.models import ImportDraft, RoadmapOrigin
from navstrechu.roadmap.queries.plan import current_plan, current_roadmap
from navstrechu.roadmap.queries.templates import origin_of, templates_for
from navstrechu.roadmap.reading import read_roadmap
from navstrechu.roadmap.reading.tree import ReadRoadmap
from navstrechu.roadmap.services.imports import confirm_import
from navstrechu.roadmap.services.templates import offer_template, prepare_from_template
from tests.factories import NOON
from tests.factories.organisation import agency, member
from tests.factories.roadmap import (
    APPROVAL,
    adaptation,
    from_template,
    reading,
    roadmap,
    roadmap_origin,
    template,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def target() -> Agency:
    return agency()


@pytest.fixture
def edition(target: Agency):
    return template(agency(target.region, short_name="Минздрав"))


def prepare(target: Agency, edition, role: Role = Role.COORDINATOR, **names: str) -> ImportDraft:
    asked = adaptation(ReadRoadmap.from_json(edition.content), **names)
    by = member(role, target)
    return prepare_from_template(agency=target, edition=edition, adaptation=asked, by=by, at=NOON)


def test_plan_offered_in_the_region_is_found_by_its_coordinators(target: Agency, edition):
    offers = templates_for(member(Role.COORDINATOR, target), target)

    assert [(one.edition, one.measures, one.is_offered) for one in offers] == [(edition, 2, True)]
    assert templates_for(member(Role.COORDINATOR, agency()), agency()) == []


def test_working_group_may_take_any_plan_of_its_region(target: Agency):
    plain = roadmap(agency(target.region))

    assert [one.agency for one in templates_for(member(Role.WORKING_GROUP, target), target)] == [plain.agency]
    assert templates_for(member(Role.COORDINATOR, target), target) == []


def test_offer_can_be_taken_back_and_is_told_once(target: Agency, edition):
    by = member(Role.WORKING_GROUP, edition.roadmap.agency)
    for _again in range(2):
        offer_template(roadmap=edition.roadmap, offered=False, by=by, at=NOON)

    assert templates_for(member(Role.COORDINATOR, target), target) == []
    assert Event.objects.filter(verb="template_withdrawn").count() == 1


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.RESPONSIBLE, Role.ADMINISTRATOR])
def test_others_may_neither_offer_nor_take(target: Agency, edition, role: Role):
    by = member(role, edition.roadmap.agency)

    with pytest.raises(NotAllowed, match="координатор органа и рабочая группа"):
        offer_template(roadmap=edition.roadmap, offered=False, by=by, at=NOON)
    with pytest.raises(NotAllowed, match="координатор органа и рабочая группа"):
        prepare(target, edition, role)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.WORKING_GROUP])
def test_prepared_plan_waits_for_confirmation(target: Agency, edition, role: Role):
    draft = prepare(target, edition, role, Назначен="Определён")

    expected = [replace(one, title=one.title.replace("Назначен", "Определён")) for one in reading().measures]
    made = ReadRoadmap.from_json(draft.content)
    assert [one.title for one in made.measures] == [one.title for one in expected]
    assert draft.file.name == "Дорожная карта по образцу Минздрав.docx"
    assert current_roadmap(target) is None
    told = Event.objects.get(verb="template_used")
    assert (told.agency_id, told.comment) == (target.pk, "Образец: Минздрав, редакция № 1.")


def test_file_of_the_prepared_plan_reads_back_as_it(target: Agency, edition):
    draft = from_template(target, edition)

    assert read_roadmap(content(draft.file)).measures == ReadRoadmap.from_json(draft.content).measures


def test_confirmed_plan_keeps_the_link_to_its_template(target: Agency, edition):
    draft = from_template(target, edition)
    by = member(Role.COORDINATOR, target)

    made = confirm_import(draft=draft, approval=APPROVAL, seen="", by=by, at=NOON)

    origin = origin_of(made)
    assert origin is not None
    assert (origin.template, origin.template.roadmap.agency.short_name) == (edition, "Минздрав")
    assert current_plan(made, on=date.max).measures == ReadRoadmap.from_json(draft.content).measures


def test_plan_loaded_from_a_file_has_no_template():
    assert origin_of(roadmap()) is None


def test_link_to_the_template_never_changes():
    origin = roadmap_origin()

    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        RoadmapOrigin.objects.filter(pk=origin.pk).update(made_at=NOON.replace(year=2020))


def test_agency_with_a_plan_is_sent_to_loading_an_edition(target: Agency, edition):
    roadmap(target)

    with pytest.raises(Conflict, match="уже есть дорожная карта"):
        prepare(target, edition)


def test_template_of_another_region_cannot_be_taken(target: Agency):
    with pytest.raises(Conflict, match="больше не предлагается"):
        prepare(target, template())


def test_post_without_a_name_is_refused(target: Agency, edition):
    asked = replace(adaptation(reading()), posts={})

    with pytest.raises(InputRefused, match="какой должности соответствует"):
        prepare_from_template(
            agency=target, edition=edition, adaptation=asked, by=member(Role.COORDINATOR, target), at=NOON
        )
