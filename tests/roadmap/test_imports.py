"""Loading a plan: preview, confirmation, what is refused; all or nothing."""

from dataclasses import replace
from datetime import date

import pytest

from navstrechu.accounts.roles import Role
from navstrechu.core.errors import Conflict, InputRefused, NotAllowed
from navstrechu.history.models import Event
from navstrechu.history.services import SYSTEM
from navstrechu.organisation.models.structure import Rank
from navstrechu.roadmap.models import ImportDraft, Measure, Roadmap, RoadmapEdition
from navstrechu.roadmap.queries.plan import current_plan, current_roadmap
from navstrechu.roadmap.services.imports import (
    Approval,
    confirm_import,
    discard_import,
    fingerprint,
    import_file,
    likely_rank,
    new_posts,
    prepare_import,
)
from navstrechu.roadmap.services.measures import edit_result
from tests.factories import NOON, TODAY
from tests.factories.organisation import agency, member, post, unit
from tests.factories.roadmap import (
    APPROVAL,
    CLERK,
    HEAD,
    due_date_decision,
    import_draft,
    measure,
    minutes,
    read_measure,
    reading,
    required_result,
    roadmap,
)
from tests.roadmap.documents import reference_bytes, reference_plan

pytestmark = pytest.mark.django_db


def confirm(draft, **values):
    given = {"approval": APPROVAL, "by": member(Role.COORDINATOR, draft.agency)} | values
    seen = given.pop("seen", None) or fingerprint(draft.agency, given["approval"].approved_on)
    return confirm_import(draft=draft, seen=seen, **given, at=NOON)


def test_reference_is_kept_verbatim():
    owner = agency()
    roadmap = import_file(
        agency=owner, name="карта.txt", data=reference_bytes(), reading=reference_plan(), approval=APPROVAL,
        by=SYSTEM, at=NOON,
    )  # fmt: skip

    assert current_plan(roadmap, on=TODAY) == replace(reference_plan(), doubts=())
    assert (owner.posts.count(), roadmap.editions.get().basis) == (7, APPROVAL.basis)
    assert roadmap.title.startswith("План мероприятий («дорожная карта») по внедрению стандартов")


def test_preview_leaves_the_plan_untouched():
    draft = import_draft(agency())

    assert (Roadmap.objects.count(), Measure.objects.count()) == (0, 0)
    assert draft.content["measures"][0]["number"] == "1.1"
    assert list(Event.objects.filter(agency_id=draft.agency_id).values_list("verb", flat=True))[-1] == (
        "import_prepared"
    )


def test_confirmed_preview_becomes_the_plan_with_its_edition_and_posts():
    draft = import_draft(agency())

    made = confirm(draft)

    assert [(one.number, one.due_on, one.included_on) for one in made.measures.order_by("position")] == [
        ("1.1", date(2024, 4, 1), None),
        ("1.2", date(2024, 4, 1), None),
    ]
    assert set(draft.agency.posts.values_list("title", "rank")) == {
        (HEAD, Rank.DEPUTY_HEAD.value),
        (CLERK, Rank.UNIT_HEAD.value),
    }
    edition = made.editions.get()
    assert (edition.number, edition.approved_on, edition.file.name) == (1, APPROVAL.approved_on, "план.txt")
    assert not ImportDraft.objects.exists()


def test_confirming_twice_is_refused_with_a_sentence():
    draft = import_draft(agency())
    confirm(draft)

    with pytest.raises(Conflict, match="Этот файл уже подтверждён или отменён"):
        confirm(draft)

    assert RoadmapEdition.objects.count() == 1


def test_plan_changed_meanwhile_is_not_overwritten_unseen():
    plan = roadmap()
    draft = import_draft(plan.agency, reading(read_measure("1.1", title="Иначе")))
    seen = fingerprint(plan.agency, APPROVAL.approved_on)
    by = member(Role.COORDINATOR, plan.agency)
    edit_result(result=required_result(measure(plan)), version=1, text="Исправлено", by=by, at=NOON)

    with pytest.raises(Conflict, match="пока вы смотрели файл, дорожную карту изменили"):
        confirm(draft, seen=seen)

    assert ImportDraft.objects.filter(pk=draft.pk).exists()
    assert plan.editions.count() == 1


def test_another_date_of_approval_does_not_undo_a_moved_date_unseen():
    plan = roadmap()
    moved = due_date_decision(measure(plan), basis=minutes(plan.agency, date(2024, 3, 1)))
    draft = import_draft(plan.agency, reading(read_measure("1.1", title="Иначе"), read_measure("1.2")))
    seen = fingerprint(plan.agency, date(2024, 2, 1))
    later = Approval("протокол № 3", date(2024, 3, 10))

    with pytest.raises(Conflict, match="указали другую дату утверждения"):
        confirm(draft, seen=seen, approval=later)

    assert list(measure(plan).decisions.all()) == [moved]
    confirm(draft, approval=later)
    assert measure(plan).decisions.count() == 2


def test_discarded_preview_is_gone_and_told():
    draft = import_draft(agency())

    discard_import(draft=draft, by=member(Role.COORDINATOR, draft.agency), at=NOON)

    assert not ImportDraft.objects.exists()
    assert Event.objects.filter(agency_id=draft.agency_id).last().verb == "import_discarded"
    with pytest.raises(Conflict):
        discard_import(draft=draft, by=member(Role.COORDINATOR, draft.agency), at=NOON)


@pytest.mark.parametrize(
    ("approval", "sentence"),
    [
        (Approval("  ", date(2023, 9, 26)), "Укажите, чем утверждена дорожная карта"),
        (Approval("протокол", date(2024, 3, 16)), "Дата утверждения ещё не наступила"),
        (Approval("п" * 301, date(2023, 9, 26)), "Основание длиннее 300 знаков"),
    ],
)
def test_approval_must_be_complete(approval, sentence):
    draft = import_draft(agency())

    with pytest.raises(InputRefused, match=sentence):
        confirm(draft, approval=approval)

    assert (Roadmap.objects.count(), ImportDraft.objects.count()) == (0, 1)


def test_new_edition_may_not_be_older_than_the_last():
    plan = roadmap()
    draft = import_draft(plan.agency, reading(read_measure("1.1")))

    with pytest.raises(InputRefused, match="Действующая редакция утверждена 26.09.2023"):
        confirm(draft, approval=Approval("протокол № 0", date(2023, 9, 25)))


def test_same_plan_again_is_refused_and_doubles_nothing():
    plan = roadmap()

    with pytest.raises(InputRefused, match="Файл ничего не меняет"):
        confirm(import_draft(plan.agency))

    assert (plan.measures.count(), plan.editions.count()) == (2, 1)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COORDINATOR])
def test_only_the_coordinator_loads(role):
    owner = agency()
    by = member(role, owner)

    with pytest.raises(NotAllowed, match="загружать и исправлять дорожную карту"):
        prepare_import(agency=owner, name="п.txt", data=b"x", reading=reading(), by=by, at=NOON)
    with pytest.raises(NotAllowed):
        confirm(import_draft(owner), by=by)
    with pytest.raises(NotAllowed):
        discard_import(draft=import_draft(owner), by=by, at=NOON)

    assert current_roadmap(owner) is None


def test_coordinator_of_another_agency_may_not_load():
    with pytest.raises(NotAllowed):
        confirm(import_draft(agency()), by=member(Role.COORDINATOR, agency()))


def test_known_posts_are_used_and_new_ones_join_their_unit():
    owner = agency()
    labour = unit(owner, "Управление труда и занятости")
    known = post(owner, HEAD)
    title = "Начальник управления труда и занятости Департамента"
    plan = reading(read_measure("1.1", co_executors=(title,)))
    assert new_posts(owner, plan) == [title]

    confirm(import_draft(owner, plan))

    assert owner.posts.get(title=title).unit == labour
    assert known.measures.count() == 1


@pytest.mark.parametrize(
    ("title", "rank"),
    [
        ("Заместитель руководителя Департамента", Rank.DEPUTY_HEAD),
        ("Первый заместитель министра", Rank.DEPUTY_HEAD),
        ("Министр", Rank.HEAD),
        ("Начальник отдела", Rank.UNIT_HEAD),
        ("Консультант отдела", Rank.EMPLOYEE),
    ],
)
def test_level_of_a_post_follows_its_title(title, rank):
    assert likely_rank(title) == rank.value
