"""Digests: what stands and what happened, once a day or week, in the morning of a working day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from navstrechu.accounts.roles import Role
from navstrechu.notices.kinds import DigestSection, Line
from navstrechu.notices.models import Mail, MailMode, Notification
from navstrechu.notices.services.digests import readers, write_digest
from navstrechu.notices.services.telling import choose_mail, tell
from navstrechu.roadmap.notice_kinds import terms
from tests.factories import NOON, TODAY
from tests.factories.notices import mail_choice, reader, tale
from tests.factories.organisation import agency, appointment, calendar_day, member, person
from tests.factories.roadmap import HEAD, read_measure, reading, roadmap

pytestmark = pytest.mark.django_db
# A week after accounts and choices are made; eight o'clock on the agency's wall is five in UTC.
FRIDAY = datetime(2024, 3, 22, 5, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def owner():
    return agency()


@pytest.fixture
def user(owner):
    return reader(owner)


def happened(user, owner, at: datetime, kind: str = "comment") -> None:
    tell(tale(owner, kind), users=[user.pk], at=at)


def test_news_come_once_and_only_what_is_new(user, owner):
    happened(user, owner, FRIDAY - HOUR)
    assert write_digest(user, at=FRIDAY)
    happened(user, owner, FRIDAY + HOUR, "document_counted")

    assert not write_digest(user, at=FRIDAY + 2 * HOUR)
    assert write_digest(user, at=FRIDAY + 3 * DAY)

    first, second = Mail.objects.order_by("id")
    assert (first.key, first.subject) == (
        f"daily:{user.pk}:2024-03-22",
        "Дорожная карта: сводка, 22.03.2024",
    )
    assert ("СООБЩЕНИЯ В ОБСУЖДЕНИЯХ" in first.text, "НОВЫЕ ДОКУМЕНТЫ" in first.text) == (True, False)
    assert ("СООБЩЕНИЯ В ОБСУЖДЕНИЯХ" in second.text, "НОВЫЕ ДОКУМЕНТЫ" in second.text) == (False, True)
    assert not Notification.objects.filter(mail=None).exists()


@pytest.mark.parametrize(
    ("at", "why"),
    [
        (FRIDAY - timedelta(minutes=1), "before eight"),
        (FRIDAY + DAY, "a Saturday"),
        (datetime(2024, 5, 9, 8, tzinfo=UTC), "Victory Day"),
    ],
)
def test_nobody_is_disturbed(user, owner, at: datetime, why: str):
    happened(user, owner, at - HOUR)

    assert not write_digest(user, at=at), why


def test_day_off_of_the_agency_is_kept(user, owner):
    calendar_day(owner, FRIDAY.date(), is_working=False)
    happened(user, owner, FRIDAY - HOUR)

    assert not write_digest(user, at=FRIDAY)


def test_nothing_to_say_is_no_letter(user):
    assert not write_digest(user, at=FRIDAY)


def test_weekly_comes_once_a_week(user, owner):
    mail_choice(user, MailMode.WEEKLY)
    monday, written = FRIDAY + 3 * DAY, []
    for day in range(12):
        at = monday + day * DAY
        happened(user, owner, at - HOUR)
        if write_digest(user, at=at):
            written.append(at.date())

    assert written == [date(2024, 3, 25), date(2024, 4, 1)]
    assert list(Mail.objects.order_by("id").values_list("key", flat=True)) == [
        f"weekly:{user.pk}:2024-W13",
        f"weekly:{user.pk}:2024-W14",
    ]


def test_what_happened_before_the_choice_is_not_sent_afterwards(user, owner):
    happened(user, owner, NOON - HOUR)
    mail_choice(user, MailMode.DAILY)

    assert not write_digest(user, at=FRIDAY)


def test_letters_at_once_are_not_repeated_in_a_digest(user, owner):
    mail_choice(user, MailMode.EVENTS)
    happened(user, owner, FRIDAY - HOUR)
    mail_choice(user, MailMode.DAILY)

    assert not write_digest(user, at=FRIDAY)


def test_readers_are_those_with_an_address_who_did_not_choose_otherwise(owner):
    daily, weekly, off, hasty = (reader(owner) for _ in range(4))
    member(Role.EMPLOYEE, owner)
    elsewhere = member(Role.EMPLOYEE, owner)
    choose_mail(user=elsewhere, mode=MailMode.DAILY, address="home@example.org", at=NOON)
    disabled = reader(owner)
    disabled.is_active = False
    disabled.save()
    for account, mode in ((weekly, MailMode.WEEKLY), (off, MailMode.OFF), (hasty, MailMode.EVENTS)):
        mail_choice(account, mode)

    stranger = reader(agency())

    assert readers() == [daily, weekly, elsewhere, stranger]
    assert readers(owner.pk) == [daily, weekly, elsewhere]


@pytest.fixture
def plan(owner):
    """On 15.03.2024: 1.1 is overdue, 1.2 close, 1.3 far off."""
    return roadmap(
        owner,
        reading(
            read_measure("1.1", due=date(2024, 3, 1)),
            read_measure("1.2", due=date(2024, 3, 22)),
            read_measure("1.3", due=date(2024, 12, 27)),
        ),
    )


def test_terms_of_the_own_posts_stand_in_the_digest(owner, plan, user):
    appointment(owner.posts.get(title=HEAD), person(owner, user))
    bystander, keeper = reader(owner), reader(owner, Role.COORDINATOR)
    base = f"/agency/{owner.code}/roadmap/measures"
    expected = [
        DigestSection(
            "Просрочено",
            (Line("1.1. Назначен ответственный 1.1 – на 9\u00a0рабочих дней, нет приказа", f"{base}/1.1/"),),
        ),
        DigestSection(
            "Срок близко",
            (
                Line(
                    "1.2. Назначен ответственный 1.2 – осталось 5\u00a0рабочих дней, нет приказа",
                    f"{base}/1.2/",
                ),
            ),
        ),
    ]

    assert terms(user, owner, TODAY) == expected
    assert terms(keeper, owner, TODAY) == expected
    assert terms(bystander, owner, TODAY) == []


def test_agencies_are_named_where_there_are_several(user, owner):
    other = agency(owner.region, short_name="Министерство труда")
    group = reader(owner, Role.WORKING_GROUP)
    for place in (owner, other):
        happened(group, place, FRIDAY - HOUR)

    write_digest(group, at=FRIDAY)

    text = Mail.objects.get().text
    assert "ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ. СООБЩЕНИЯ В ОБСУЖДЕНИЯХ" in text
    assert "МИНИСТЕРСТВО ТРУДА. СООБЩЕНИЯ В ОБСУЖДЕНИЯХ" in text


def test_html_of_a_letter_escapes_what_people_wrote(user, owner):
    said = tale(owner, "comment")
    said.data["text"] = "<b>&</b>"
    tell(said, users=[user.pk], at=FRIDAY - HOUR)

    write_digest(user, at=FRIDAY)

    letter = Mail.objects.get()
    assert ("<b>&</b>" in letter.text, "&lt;b&gt;&amp;&lt;/b&gt;" in letter.html) == (True, True)
    assert "<b>" not in letter.html
