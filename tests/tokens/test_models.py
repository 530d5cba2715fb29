"""What the database itself refuses."""

import pytest
from django.db import IntegrityError, transaction

from navstrechu.tokens.models import ApiToken, KeptAnswer
from tests.factories import NOON
from tests.factories.tokens import api_key, kept_answer

pytestmark = pytest.mark.django_db


def refused(change) -> bool:
    try:
        with transaction.atomic():
            change()
    except IntegrityError:
        return True
    return False


def test_key_that_expires_before_it_is_made_is_refused():
    token, _secret = api_key()

    assert refused(lambda: ApiToken.objects.filter(pk=token.pk).update(expires_at=NOON))


def test_two_keys_with_one_text_are_refused():
    token, _secret = api_key()
    other, _secret = api_key()

    assert refused(lambda: ApiToken.objects.filter(pk=other.pk).update(token_hash=token.token_hash))


def test_two_answers_to_one_request_are_refused():
    kept = kept_answer()
    values = {"user": kept.user, "request_hash": "1", "status": 200, "body": "", "at": NOON}

    assert refused(lambda: KeptAnswer.objects.create(key=kept.key, **values))
