"""How people prove who they are on this installation. Examinations answer what is wrong, or how it is."""

from collections.abc import Iterator

from django.conf import settings
from django.core.checks import CheckMessage, Info, Warning

from navstrechu.accounts import passwords
from navstrechu.accounts.models import Authenticator, User
from navstrechu.accounts.sealing import unseal
from navstrechu.operations.surroundings import is_public
from navstrechu.organisation.models import Membership
from navstrechu.organisation.second_factor import DEMANDED_OF, EVERYBODY, NOBODY, TITLES


def second_factor() -> Iterator[CheckMessage]:
    """Of whom codes are demanded, who has none yet, and whose can no longer be read."""
    demanded = NOBODY if settings.DEMONSTRATION else settings.SECOND_FACTOR
    yield Info(f"Вход с кодом обязателен: {TITLES[demanded]}.", id="navstrechu.I001")
    if demanded == NOBODY and is_public() and not settings.DEMONSTRATION:
        yield Warning(
            "Вход с кодом не обязателен и для утверждающих: их пароль открывает всё.",
            hint="Уберите NAVSTRECHU_SECOND_FACTOR=nobody.",
            id="navstrechu.W020",
        )
    missing = _without_authenticator(demanded)
    if missing:
        yield Info(f"Подключат его при следующем входе: {missing}.", id="navstrechu.I002")
    unreadable = sum(unseal(one.sealed_secret) is None for one in Authenticator.objects.all())
    if unreadable:
        yield Warning(
            f"Коды приложений не подходят к ключу подписи: учётных записей – {unreadable}.",
            hint="Верните прежний secret_key. Если его нет: navstrechu reset-second-factor ЛОГИН --reason …",
            id="navstrechu.W021",
        )


def _without_authenticator(demanded: str) -> int:
    """How many active accounts must enrol at their next sign-in."""
    if demanded == NOBODY:
        return 0
    people = User.objects.filter(is_active=True).exclude(authenticator__confirmed_at__isnull=False)
    if demanded != EVERYBODY:
        held = Membership.objects.filter(role__in=list(DEMANDED_OF), ended_at=None).values("user")
        people = people.filter(pk__in=held)
    return people.count()


def password_rules() -> Iterator[CheckMessage]:
    """Which profile of passwords is in force."""
    rules = passwords.profile()
    yield Info(
        f"Правила паролей: {passwords.TITLES[rules.code]}. {passwords.rule_text()}", id="navstrechu.I003"
    )
