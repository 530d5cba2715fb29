"""Comments: kept for ever, withdrawn only by their author."""

import pytest

from navstrechu.accounts.roles import Role
from navstrechu.core.errors import Conflict, InputRefused, NotAllowed
from navstrechu.discussion.models import Comment
from navstrechu.discussion.services import withdraw_comment
from navstrechu.history.models import Event
from navstrechu.history.services import Subject
from tests.factories import NOON
from tests.factories.evidence import comment
from tests.factories.organisation import agency, member

pytestmark = pytest.mark.django_db
SUBJECT = Subject("roadmap.measure", "1", "1.1. Мероприятие")


def test_comment_is_kept_with_its_author_and_told_to_the_history():
    owner = agency()
    by = member(Role.EMPLOYEE, owner)

    made = comment(owner, by, "  Готово. ")

    assert (made.text, made.author) == ("Готово.", by)
    assert list(Comment.objects.about("roadmap.measure", "1")) == [made]
    assert Event.objects.filter(verb="comment_added").get().comment == "Готово."


@pytest.mark.parametrize(("text", "sentence"), [("  ", "пустое"), ("я" * 10_001, "длиннее")])
def test_unusable_comment_is_refused(text, sentence):
    owner = agency()

    with pytest.raises(InputRefused, match=sentence):
        comment(owner, member(Role.EMPLOYEE, owner), text)


def test_stranger_and_administrator_do_not_comment():
    owner = agency()

    for by in (member(Role.COORDINATOR, agency()), member(Role.ADMINISTRATOR, owner)):
        with pytest.raises(NotAllowed, match="участвовать в обсуждении"):
            comment(owner, by)


def test_only_the_author_withdraws_and_only_once():
    owner = agency()
    by = member(Role.EMPLOYEE, owner)
    made = comment(owner, by)

    with pytest.raises(NotAllowed, match="только его автор"):
        withdraw_comment(comment=made, subject=SUBJECT, by=member(Role.COORDINATOR, owner), at=NOON)
    withdraw_comment(comment=made, subject=SUBJECT, by=by, at=NOON)
    with pytest.raises(Conflict, match="уже отозвано"):
        withdraw_comment(comment=made, subject=SUBJECT, by=by, at=NOON)

    made.refresh_from_db()
    assert (made.text, made.withdrawn_at) == ("Готово к подписи.", NOON)
