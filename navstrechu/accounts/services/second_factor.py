"""The second factor: enrolment of an authenticator, its codes, recovery codes, turning off, reset."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from navstrechu.accounts import recovery, totp
from navstrechu.accounts.models import Authenticator, RecoveryCode, Session, User
from navstrechu.accounts.queries import authenticator_of, has_authenticator, waiting_authenticator
from navstrechu.accounts.sealing import seal, unseal
from navstrechu.accounts.services.credentials import (
    check_credentials,
    forget_failures,
    note_failure,
    require_codes_unlocked,
)
from navstrechu.accounts.services.writing import INSTALLATION, account_subject
from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.history.services import Actor, record


@transaction.atomic
def begin_enrolment(*, user: User, at: datetime) -> Authenticator:
    """A new secret that waits for its first code; one that waited before is forgotten. Raises Conflict."""
    if has_authenticator(user):
        raise Conflict(_("Вход с кодом уже подключён."))
    return _wait(user, at)


def begin_replacement(*, user: User, typed: str, address: str, at: datetime) -> Authenticator:
    """A new secret for another telephone, for whoever can give a code; the present one stays in use until
    the first code of the new one. Raises Conflict, InputRefused."""
    require_authenticator(user)
    prove_second_factor(user=user, typed=typed, address=address, at=at)
    with transaction.atomic():
        return _wait(user, at)


def _wait(user: User, at: datetime) -> Authenticator:
    Authenticator.objects.filter(user=user, confirmed_at=None).delete()
    return Authenticator.objects.create(user=user, sealed_secret=seal(totp.new_secret()), created_at=at)


@transaction.atomic
def confirm_enrolment(*, user: User, typed: str, session: Session | None, at: datetime) -> list[str]:
    """Take the authenticator that waits into use by its first code, in the place of an earlier one; answers
    the recovery codes, shown only now.

    Other sessions of the account end; ``session`` is the one that goes on. Raises Conflict, InputRefused.
    """
    User.objects.select_for_update().get(pk=user.pk)
    waiting = waiting_authenticator(user, at)
    secret = unseal(waiting.sealed_secret) if waiting else None
    if waiting is None or secret is None:
        raise Conflict(_("Подключение не начато. Откройте страницу «Вход с кодом» и начните сначала."))
    step = totp.matching_step(secret, typed, at, after=0)
    if step is None:
        raise InputRefused(
            _(
                "Код не подошёл. Введите тот, что приложение показывает сейчас. "
                "Время на телефоне должно быть точным."
            )
        )
    replaced, _rows = Authenticator.objects.filter(user=user, confirmed_at__isnull=False).delete()
    waiting.confirmed_at, waiting.last_step = at, step
    waiting.save(update_fields=["confirmed_at", "last_step"])
    codes = _make_codes(user, at)
    Session.objects.filter(user=user, ended_at=None).exclude(pk=session.pk if session else 0).update(
        ended_at=at
    )
    if session is not None:
        Session.objects.filter(pk=session.pk).update(has_second_factor=True)
    verb = "second_factor_replaced" if replaced else "second_factor_turned_on"
    record(verb, agency_id=INSTALLATION, subject=account_subject(user), by=user, at=at)
    return codes


def prove_second_factor(*, user: User, typed: str, address: str, at: datetime) -> None:
    """Accept the code of the authenticator or a recovery code, each once; failures count to the lockout.

    Not one transaction: a wrong guess must stay counted. Raises InputRefused.
    """
    with transaction.atomic():
        # One at a time for each account: simultaneous guesses would all pass the count.
        User.objects.select_for_update().get(pk=user.pk)
        require_codes_unlocked(user=user, address=address, at=at)
        refusal = _refusal(user, typed, at)
        if refusal:
            note_failure(login=user.login, address=address, user=user, at=at)
        else:
            forget_failures(user=user, address=address, at=at)
    if refusal:
        raise InputRefused(refusal)


def _refusal(user: User, typed: str, at: datetime) -> str:
    """Empty when the code was right; it is used up by that."""
    if recovery.looks_like_code(typed):
        if _use_recovery_code(user, typed, at):
            return ""
        return _("Этот запасной код не подходит или уже использован. Возьмите следующий из списка.")
    authenticator = authenticator_of(user)
    if authenticator is None:
        return _("Вход с кодом больше не подключён. Войдите заново.")
    secret = unseal(authenticator.sealed_secret)
    if secret is None:
        return _("Ключ сервера сменился, и коды приложения больше не подходят. Войдите с запасным кодом.")
    step = totp.matching_step(secret, typed, at, after=authenticator.last_step)
    if step is None:
        return _("Код не подошёл. Дождитесь следующего кода в приложении: каждый принимается один раз.")
    Authenticator.objects.filter(pk=authenticator.pk).update(last_step=step)
    return ""


def _use_recovery_code(user: User, typed: str, at: datetime) -> bool:
    unused = RecoveryCode.objects.filter(user=user, used_at=None)
    left = unused.count()
    if not unused.filter(code_hash=recovery.code_hash(typed)).update(used_at=at):
        return False
    told = {"recovery_codes": [left, left - 1]}
    record(
        "recovery_code_used",
        agency_id=INSTALLATION,
        subject=account_subject(user),
        by=user,
        at=at,
        changes=told,
    )
    return True


def remake_recovery_codes(*, user: User, typed: str, address: str, at: datetime) -> list[str]:
    """New recovery codes in the place of all earlier ones. Raises Conflict, InputRefused."""
    require_authenticator(user)
    prove_second_factor(user=user, typed=typed, address=address, at=at)
    with transaction.atomic():
        codes = _make_codes(user, at)
        record("recovery_codes_made", agency_id=INSTALLATION, subject=account_subject(user), by=user, at=at)
    return codes


def _make_codes(user: User, at: datetime) -> list[str]:
    RecoveryCode.objects.filter(user=user).delete()
    codes = recovery.new_codes()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, code_hash=recovery.code_hash(code), made_at=at) for code in codes
    )
    return codes


def turn_off(*, user: User, password: str, typed: str, address: str, at: datetime) -> None:
    """Sign in without codes from now on, after proving both. Raises Conflict, InputRefused.

    Whether the person may is asked before: navstrechu/organisation/services/second_factor.py.
    """
    require_authenticator(user)
    if user.has_usable_password():
        refusal = _("Пароль введён неверно. Попробуйте ещё раз.")
        check_credentials(login=user.login, password=password, address=address, at=at, refusal=refusal)
    prove_second_factor(user=user, typed=typed, address=address, at=at)
    with transaction.atomic():
        _forget(user)
        record(
            "second_factor_turned_off", agency_id=INSTALLATION, subject=account_subject(user), by=user, at=at
        )


@transaction.atomic
def reset_second_factor(
    *, user: User, reason: str, by: Actor, at: datetime, agency_id: int = INSTALLATION
) -> None:
    """Take the authenticator of somebody who has lost it out of use; every session of the account ends.

    Raises Conflict when there is none.
    """
    require_authenticator(user)
    _forget(user)
    Session.objects.filter(user=user, ended_at=None).update(ended_at=at)
    record(
        "second_factor_reset",
        agency_id=agency_id,
        subject=account_subject(user),
        by=by,
        at=at,
        comment=reason,
    )


def require_authenticator(user: User) -> None:
    """Raise Conflict where the person signs in without codes."""
    if not has_authenticator(user):
        raise Conflict(_("Вход с кодом не подключён."))


def _forget(user: User) -> None:
    Authenticator.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()
