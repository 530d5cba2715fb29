"""What happens to somebody's own sign-in, told to that person: accounts know no notices themselves."""

from django.utils.translation import gettext_lazy as _

from navstrechu.accounts.models import User
from navstrechu.history import listeners
from navstrechu.history.models import Event
from navstrechu.notices.kinds import NoticeKind, register_kind
from navstrechu.notices.services.telling import Tale, tell
from navstrechu.organisation.models import Agency

SECOND_FACTOR, PASSWORD = "accounts.second-factor", "accounts.password"
KINDS = (
    NoticeKind(
        "codes_refused", _("Безопасность входа"),
        _("Кто-то ввёл ваш пароль верно, а код – несколько раз неверно"),
        _("Если это были не вы, смените пароль: его знает посторонний"), "shield-check", "danger", 5,
    ),
    NoticeKind(
        "recovery_code_used", _("Безопасность входа"),
        _("Вход с запасным кодом. Осталось запасных кодов: {left}"),
        _("Если это были не вы, смените пароль и создайте новые коды"), "shield-check", "warning", 6,
    ),
    NoticeKind(
        "second_factor_turned_on", _("Безопасность входа"), _("Подключён вход с кодом"),
        _("Если это были не вы, смените пароль и сообщите администратору"), "shield-check", "success", 7,
    ),
    NoticeKind(
        "second_factor_reset", _("Безопасность входа"), _("{actor}: сброшен ваш вход с кодом"), "{reason}",
        "shield-check", "warning", 7,
    ),
    NoticeKind(
        "second_factor_turned_off", _("Безопасность входа"), _("Вход с кодом отключён"),
        _("Если это были не вы, смените пароль и сообщите администратору"), "shield-check", "warning", 8,
    ),
    NoticeKind(
        "second_factor_replaced", _("Безопасность входа"), _("Вход с кодом перенесён на другой телефон"),
        _("Если это были не вы, смените пароль и сообщите администратору"), "shield-check", "warning", 8,
    ),
    NoticeKind(
        "password_replaced", _("Безопасность входа"), _("{actor}: заменён ваш пароль"),
        _("Если вы об этом не просили, сообщите руководителю"), "key-round", "warning", 9,
    ),
)  # fmt: skip


def register() -> None:
    """Enter the kinds and the listeners."""
    for kind in KINDS:
        register_kind(kind)
    listeners.register("codes_locked", _codes_locked)
    listeners.register("recovery_code_used", _recovery_code_used)
    listeners.register("second_factor_turned_on", _second_factor_turned_on)
    listeners.register("second_factor_reset", _second_factor_reset)
    listeners.register("second_factor_turned_off", _second_factor_turned_off)
    listeners.register("second_factor_replaced", _second_factor_replaced)
    listeners.register("password_changed", _password_changed)


def _codes_locked(event: Event) -> None:
    _tell("codes_refused", PASSWORD, event)


def _recovery_code_used(event: Event) -> None:
    _tell("recovery_code_used", SECOND_FACTOR, event, left=event.changes["recovery_codes"][1])


def _second_factor_turned_on(event: Event) -> None:
    _tell("second_factor_turned_on", SECOND_FACTOR, event)


def _second_factor_reset(event: Event) -> None:
    _tell("second_factor_reset", SECOND_FACTOR, event, actor=event.actor_name, reason=event.comment)


def _second_factor_turned_off(event: Event) -> None:
    _tell("second_factor_turned_off", SECOND_FACTOR, event)


def _second_factor_replaced(event: Event) -> None:
    _tell("second_factor_replaced", SECOND_FACTOR, event)


def _password_changed(event: Event) -> None:
    """Only where somebody else has replaced it."""
    if event.actor_id != event.subject_id:
        _tell("password_replaced", PASSWORD, event, actor=event.actor_name)


def _tell(kind: str, place: str, event: Event, **data: object) -> None:
    """The person alone, also of what the person did: it may have been somebody else.

    A notice stands in an agency; whoever sees none yet has no pages to read it on.
    """
    user = User.objects.get(pk=event.subject_id)
    agency = Agency.objects.visible_to(user).order_by("short_name", "pk").first()
    if agency is None:
        return
    told = Tale(kind=kind, agency=agency, place=place, place_key="", key=f"{kind}:{event.pk}", data=data)
    tell(told, users=[user.pk], at=event.at)
