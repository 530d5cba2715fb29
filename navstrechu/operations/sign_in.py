"""How people prove who they are on this installation. Examinations answer what is wrong, or how it is."""

from collections.abc import Iterator

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Warning

from navstrechu.accounts import openid, passwords
from navstrechu.accounts.models import Authenticator, User
from navstrechu.accounts.sealing import unseal
from navstrechu.core.errors import DomainError
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
    people = User.objects.filter(is_active=True).exclude(authenticators__confirmed_at__isnull=False)
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


def identity_provider() -> Iterator[CheckMessage]:
    """Whether the provider of OpenID Connect, where one is configured, answers as it must."""
    provider = openid.provider()
    if provider is None:
        yield Info("Вход через OpenID Connect не настроен.", id="navstrechu.I004")
        return
    try:
        provider.prove()
    except DomainError as refusal:
        yield Error(
            # What follows tells people on a page what to do.
            f"Через {settings.OPENID_ISSUER} не войти. {str(refusal).partition('. ')[0]}.",
            hint="Проверьте NAVSTRECHU_OPENID_ISSUER, сеть и сертификат: docs/deploy.ru.md, раздел 9.",
            id="navstrechu.E020",
        )
        return
    yield Info(f"Вход через {settings.OPENID_ISSUER}: служба отвечает.", id="navstrechu.I004")
    if not settings.OPENID_CLIENT_SECRET:
        yield Warning(
            "Служба входа узнаёт систему без секрета.",
            hint="Задайте NAVSTRECHU_OPENID_CLIENT_SECRET_FILE, если служба выдаёт секрет.",
            id="navstrechu.W022",
        )
