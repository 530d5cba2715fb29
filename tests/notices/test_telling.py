"""Who is told, once, and whether a letter goes with it."""

import pytest

from navstrechu.accounts.roles import Role
from navstrechu.notices import queries
from navstrechu.notices.models import Mail, MailChoice, MailMode, Notification
from navstrechu.notices.services.telling import choose_mail, mark_read, tell
from navstrechu.organisation.services.membership import withdraw_role
from tests.factories import NOON
from tests.factories.notices import mail_choice, notification, reader, tale
from tests.factories.organisation import agency, member, region

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return agency()


def test_members_are_told_once_and_the_one_who_did_it_is_not(owner):
    people = [reader(owner) for _ in range(3)]
    happened, ids = tale(owner), [one.pk for one in people]

    tell(happened, users=ids, but=str(people[0].pk), at=NOON)
    again = tell(happened, users=ids, but=str(people[0].pk), at=NOON)

    assert again == []
    assert set(Notification.objects.values_list("user", flat=True)) == set(ids[1:])


def test_stranger_and_disabled_account_are_not_told(owner):
    stranger, disabled = reader(agency()), reader(owner)
    disabled.is_active = False
    disabled.save()
    group = member(Role.WORKING_GROUP, owner)
    other_group = member(Role.WORKING_GROUP, agency(region()))

    made = tell(tale(owner), users=[stranger.pk, disabled.pk, group.pk, other_group.pk], at=NOON)

    assert [one.user for one in made] == [group]


def test_withdrawn_role_hides_what_was_told(owner):
    user = reader(owner)
    notification(user, owner)
    assert queries.unread_count(user) == 1

    withdraw_role(membership=user.memberships.get(), by=member(Role.ADMINISTRATOR, owner), at=NOON)

    assert (queries.unread_count(user), list(queries.notices_of(user))) == (0, [])


def test_only_those_who_want_letters_at_once_get_one_for_all_of_a_moment(owner):
    hasty, calm, nameless = reader(owner), reader(owner), member(Role.EMPLOYEE, owner)
    for user in (hasty, nameless):
        mail_choice(user, MailMode.EVENTS)
    ids = [hasty.pk, calm.pk, nameless.pk]

    tell(tale(owner, number="2.1.1"), users=ids, at=NOON)
    tell(tale(owner, number="2.1.2"), users=ids, at=NOON)

    letter = Mail.objects.get()
    assert (letter.user, letter.address, letter.state) == (hasty, hasty.email, "queued")
    assert letter.notifications.count() == 2
    assert Notification.objects.count() == 6


def test_notice_reads_as_a_sentence(owner):
    [shown] = queries.shown([notification(of=owner, kind="due_date_moved")])

    assert (shown.text, shown.detail) == (
        "Срок мероприятия 2.1.1 перенесён с 01.03.2024 на 01.04.2024",
        "Нет данных",
    )


def test_braces_in_the_words_of_a_person_stay_words(owner):
    user = reader(owner)
    said = tale(owner, "comment")
    said.data["text"] = "{actor} {0} {title.__class__}"

    [made] = tell(said, users=[user.pk], at=NOON)

    assert queries.shown([made])[0].detail == "{actor} {0} {title.__class__}"


def test_only_own_notices_are_marked(owner):
    mine, others = notification(of=owner), notification(of=owner)

    assert mark_read(user=mine.user, pk=others.pk, at=NOON) == 0
    assert mark_read(user=mine.user, at=NOON) == 1
    assert list(Notification.objects.filter(read_at=None)) == [others]
    assert queries.notice_path(mine.user, others.pk) is None


def test_choice_is_kept_and_default_is_daily(owner):
    user = reader(owner)
    assert queries.mail_choice(user).mode == MailMode.DAILY

    choose_mail(user=user, mode=MailMode.OFF, at=NOON)
    choose_mail(user=user, mode=MailMode.WEEKLY, at=NOON)

    assert list(MailChoice.objects.values_list("mode", flat=True)) == ["weekly"]
