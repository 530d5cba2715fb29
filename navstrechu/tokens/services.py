"""Making and withdrawing keys; doing the work of a repeated request once."""

import hashlib
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from navstrechu.accounts.models import User
from navstrechu.core.errors import Conflict, NotAllowed
from navstrechu.history.services import Actor, Subject, record
from navstrechu.tokens import rules
from navstrechu.tokens.models import ApiToken, KeptAnswer

INSTALLATION = 0
# By this the key is recognised where it must not be: in a log, a letter, a repository.
PREFIX = "nvs_"
KEPT_DAYS = 7
_MOST_OPEN = 50

Answer = tuple[int, str]


def _subject(token: ApiToken) -> Subject:
    return Subject("tokens.api_token", str(token.pk), str(token), ("accounts.user", str(token.user_id)))


def token_hash(secret: str) -> str:
    """What is stored of a key. It is random and long, so a plain hash cannot be guessed back."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def create_token(
    *, name: str, scopes: Sequence[str], days: int, by: User, at: datetime
) -> tuple[ApiToken, str]:
    """A key for a program that acts for ``by``, and its text, which nobody can read again.

    Raises InputRefused, Conflict when the account has fifty keys in force.
    """
    cleaned, allowed = rules.require_name(name), rules.require_scopes(scopes)
    until = at + timedelta(days=rules.require_days(days))
    if ApiToken.objects.filter(user=by, withdrawn_at=None, expires_at__gt=at).count() >= _MOST_OPEN:
        raise Conflict(_("У вас уже 50 действующих ключей. Отзовите те, которые больше не нужны."))
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user=by,
        name=cleaned,
        token_hash=token_hash(secret),
        ending=secret[-4:],
        scopes=allowed,
        created_at=at,
        expires_at=until,
    )
    told: dict[str, list[Any]] = {"scopes": [None, allowed], "expires_at": [None, until.date().isoformat()]}
    record("api_token_created", agency_id=INSTALLATION, subject=_subject(token), by=by, at=at, changes=told)
    return token, secret


@transaction.atomic
def withdraw_token(*, token: ApiToken, by: User, at: datetime) -> None:
    """The key stops working at once; withdrawing twice changes nothing. Raises NotAllowed for another's."""
    if token.user_id != by.pk:
        raise NotAllowed(_("Отозвать ключ может только тот, кто его создал."))
    if ApiToken.objects.filter(pk=token.pk, withdrawn_at=None).update(withdrawn_at=at):
        record("api_token_withdrawn", agency_id=INSTALLATION, subject=_subject(token), by=by, at=at)


@transaction.atomic
def withdraw_all_tokens(user: User, by: Actor, at: datetime) -> int:
    """Every key of the account stops working, for instance with its password; answers how many did."""
    tokens = list(ApiToken.objects.filter(user=user, withdrawn_at=None, expires_at__gt=at).order_by("pk"))
    for token in tokens:
        if ApiToken.objects.filter(pk=token.pk, withdrawn_at=None).update(withdrawn_at=at):
            record("api_token_withdrawn", agency_id=INSTALLATION, subject=_subject(token), by=by, at=at)
    return len(tokens)


def note_use(*, token: ApiToken, at: datetime) -> None:
    """Move the time of the last use, at most once an hour: reading should not cost a write."""
    if token.last_used_at is None or at - token.last_used_at >= timedelta(hours=1):
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=at)


@transaction.atomic
def answer_once(
    *, user: User, key: str, request_hash: str, work: Callable[[], Answer], at: datetime
) -> tuple[Answer, bool]:
    """Do ``work`` unless the same request was answered before; True tells that the answer is the kept one.

    The key is reserved in the transaction of the work: of two equal requests at once the second waits and
    gets the answer of the first. A refused request keeps nothing and may be sent again. Answers are kept
    for seven days. Raises Conflict when the key belongs to another request.
    """
    KeptAnswer.objects.filter(at__lt=at - timedelta(days=KEPT_DAYS)).delete()
    reserved = KeptAnswer(user=user, key=key, request_hash=request_hash, status=0, body="", at=at)
    try:
        with transaction.atomic():
            reserved.save()
    except IntegrityError:
        return _kept(user, key, request_hash), True
    reserved.status, reserved.body = answer = work()
    reserved.save(update_fields=["status", "body"])
    return answer, False


def _kept(user: User, key: str, request_hash: str) -> Answer:
    kept = KeptAnswer.objects.get(user=user, key=key)
    if kept.request_hash != request_hash:
        raise Conflict(_("Ключ идемпотентности уже использован для другого запроса. Возьмите новый ключ."))
    return kept.status, kept.body
