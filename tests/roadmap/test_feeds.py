"""Calendar feeds: secrets, rights, and the file as a reader's library understands it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from icalendar import Calendar

from navstrechu.accounts.roles import Role
from navstrechu.core.errors import Conflict, NotAllowed
from navstrechu.history.models import Event
from navstrechu.organisation.models import Membership
from navstrechu.organisation.services.membership import withdraw_role
from navstrechu.roadmap.feeds import calendar_file, feed_title, token_hash
from navstrechu.roadmap.models import CalendarFeed, FeedScope, Measure
from navstrechu.roadmap.queries.feeds import feed_by_token, measures_of_feed, standing_feeds
from navstrechu.roadmap.queries.state import roadmap_state
from navstrechu.roadmap.services.feeds import MOST_FEEDS, create_feed, withdraw_feed
from tests.factories import NOON, TODAY
from tests.factories.organisation import agency, appointment, member, person, post
from tests.factories.roadmap import (
    HEAD,
    due_date_decision,
    measure,
    read_measure,
    reading,
    required_result,
    result_document,
    roadmap,
)
from tests.factories.time import calendar_feed

pytestmark = pytest.mark.django_db


def file_of(plan, on: date = TODAY) -> bytes:
    return calendar_file(
        roadmap_state(plan, on=on).measures,
        title="Сроки",
        on=on,
        address_of=lambda one: f"https://navstrechu.example/measures/{one.number}/",
        host="navstrechu.example",
    )


def events_of(content: bytes) -> dict[str, object]:
    """Events by the number at the beginning of their summary."""
    return {str(one["summary"]).split()[0]: one for one in Calendar.from_ical(content).walk("VEVENT")}


def test_event_stands_on_the_deadline_for_the_whole_day():
    plan = roadmap(plan=reading(read_measure("1.1", due=date(2024, 12, 31))))
    row = measure(plan)

    event = events_of(file_of(plan))["1.1"]

    assert event["dtstart"].dt == date(2025, 1, 9)
    assert event["dtend"].dt == date(2025, 1, 10)
    assert str(event["uid"]) == f"measure-{row.pk}@navstrechu.example"
    assert str(event["url"]) == "https://navstrechu.example/measures/1.1/"
    assert str(event["summary"]) == "1.1 Назначен ответственный 1.1"
    assert str(event["description"]) == (
        f"Состояние: не начато\nОтветственный: {HEAD}\nСрок по плану 31.12.2024 – выходной\nНет приказа"
    )


def test_open_measure_rings_a_week_and_a_day_before_at_nine():
    event = events_of(file_of(roadmap()))["1.1"]

    assert [alarm["trigger"].dt for alarm in event.walk("VALARM")] == [
        timedelta(days=-7, hours=9),
        timedelta(days=-1, hours=9),
    ]
    assert {str(alarm["description"]) for alarm in event.walk("VALARM")} == {
        "Срок 01.04.2024: 1.1 Назначен ответственный 1.1"
    }


def test_finished_measure_rings_no_more():
    plan = roadmap()
    result_document(required_result(measure(plan)))

    event = events_of(file_of(plan))["1.1"]

    assert event.walk("VALARM") == []
    assert event["categories"].cats == ["Выполнено"]


def test_moved_date_moves_the_same_event():
    plan = roadmap()
    before = events_of(file_of(plan))["1.1"]
    due_date_decision(measure(plan))

    after = events_of(file_of(plan))["1.1"]

    assert (before["uid"], before["dtstart"].dt) == (after["uid"], date(2024, 4, 1))
    assert after["dtstart"].dt == date(2024, 6, 3)
    assert "Срок перенесён решением рабочей группы, был 01.04.2024" in str(after["description"])


def test_equal_plans_give_equal_bytes_and_a_valid_file():
    plan = roadmap()
    content = file_of(plan)

    calendar = Calendar.from_ical(content)

    assert content == file_of(plan)
    assert [str(calendar[name]) for name in ("version", "method", "x-wr-calname")] == [
        "2.0",
        "PUBLISH",
        "Сроки",
    ]
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_title_of_many_words_and_signs_comes_back_whole():
    title = "Запятая, точка с запятой; обратная черта \\ и «кавычки» – " + "очень длинное название " * 20
    plan = roadmap(plan=reading(read_measure("1.1", title=title.strip())))

    assert str(events_of(file_of(plan))["1.1"]["summary"]) == f"1.1 {title.strip()}"


def test_secret_is_told_once_and_only_its_hash_is_kept():
    feed, token = calendar_feed(agency())

    stored = CalendarFeed.objects.filter(pk=feed.pk).values().get()
    told = list(Event.objects.filter(verb="feed_created").values_list("subject_text", "changes", "comment"))

    assert stored["token_hash"] == token_hash(token)
    assert token not in str(stored) + str(told)
    assert feed_by_token(token) == feed


def test_withdrawn_feed_is_gone_and_stays_gone():
    feed, token = calendar_feed(agency())

    withdraw_feed(feed=feed, by=feed.owner, at=NOON)
    withdraw_feed(feed=feed, by=feed.owner, at=datetime(2024, 4, 1, tzinfo=UTC))

    assert feed_by_token(token) is None
    assert CalendarFeed.objects.get(pk=feed.pk).withdrawn_at == NOON
    assert Event.objects.filter(verb="feed_withdrawn").count() == 1


def test_feed_falls_silent_with_the_last_role_of_its_owner():
    own = agency()
    feed, token = calendar_feed(own)
    membership = Membership.objects.get(user=feed.owner)
    withdraw_role(membership=membership, by=member(Role.ADMINISTRATOR, own), at=NOON)

    assert feed_by_token(token) is None


def test_feed_is_withdrawn_by_its_owner_or_the_administrator_only():
    own = agency()
    feed, _token = calendar_feed(own)

    with pytest.raises(NotAllowed, match="создал другой сотрудник|Недостаточно прав"):
        withdraw_feed(feed=feed, by=member(Role.COORDINATOR, own), at=NOON)
    withdraw_feed(feed=feed, by=member(Role.ADMINISTRATOR, own), at=NOON)

    assert standing_feeds(own, feed.owner) == []


@pytest.mark.parametrize(
    ("scope", "expected"),
    [(FeedScope.AGENCY, ["1.1", "1.2"]), (FeedScope.POST, ["1.2"]), (FeedScope.OWN, ["1.2"])],
)
def test_feed_tells_of_its_scope(scope, expected):
    own = agency()
    plan = roadmap(
        own, reading(read_measure("1.1"), read_measure("1.2", responsible="Советник", co_executors=()))
    )
    owner = member(Role.UNIT_HEAD, own)
    adviser = own.posts.get(title="Советник")
    appointment(adviser, person(own, owner))
    feed, _token = calendar_feed(own, owner, scope, adviser if scope is FeedScope.POST else None)

    found = measures_of_feed(feed, roadmap_state(plan, on=TODAY), on=TODAY)

    assert [one.number for one in found] == expected


def test_title_names_what_the_feed_is_about():
    own = agency()
    adviser = post(own, title="Советник")

    titles = [
        feed_title(calendar_feed(own, scope=scope, post=of)[0])
        for scope, of in ((FeedScope.OWN, None), (FeedScope.POST, adviser), (FeedScope.AGENCY, None))
    ]

    assert titles == [
        f"Мои сроки: {own.short_name}",
        "Сроки: Советник",
        f"Сроки дорожной карты: {own.short_name}",
    ]


def test_post_of_another_agency_is_refused():
    own, other = agency(), agency()

    with pytest.raises(Conflict, match="должность этого органа"):
        calendar_feed(own, scope=FeedScope.POST, post=post(other))

    assert CalendarFeed.objects.count() == 0


def test_person_keeps_at_most_twenty_feeds():
    own = agency()
    owner = member(Role.EMPLOYEE, own)
    feeds = [calendar_feed(own, owner)[0] for _ in range(MOST_FEEDS)]

    with pytest.raises(Conflict, match="уже 20"):
        calendar_feed(own, owner)
    withdraw_feed(feed=feeds[0], by=owner, at=NOON)

    assert create_feed(agency=own, scope=FeedScope.OWN, post=None, by=owner, at=NOON)[0].pk


def test_stranger_makes_no_feed():
    with pytest.raises(NotAllowed):
        calendar_feed(agency(), member(Role.EMPLOYEE, agency()))


@pytest.mark.parametrize(("scope", "with_post"), [("post", False), ("own", True), ("all", False)])
def test_database_ties_scope_and_post(scope, with_post):
    own = agency()
    owner = member(Role.EMPLOYEE, own)

    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarFeed.objects.create(
            agency=own, owner=owner, scope=scope, post=post(own) if with_post else None,
            token_hash="0" * 64, created_at=NOON,
        )  # fmt: skip


def test_withdrawn_measure_leaves_the_feed():
    plan = roadmap()
    Measure.objects.filter(number="1.2").update(withdrawn_on=TODAY)

    assert set(events_of(file_of(plan))) == {"1.1"}
