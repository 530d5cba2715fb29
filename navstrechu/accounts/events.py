"""Verbs of accounts and how they read."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "account_created": _("создана учётная запись"),
    "account_disabled": _("отключена учётная запись"),
    "account_enabled": _("включена учётная запись"),
    "password_changed": _("изменён пароль"),
    "identity_linked": _("связан вход через службу входа"),
    "identity_unlinked": _("отвязан вход через службу входа"),
    "signed_in": _("вход в систему"),
    "signed_out": _("выход из системы"),
    "session_ended": _("сеанс завершён"),
    "sessions_ended": _("остальные сеансы завершены"),
    "sign_in_locked": _("вход временно закрыт после неудачных попыток"),
    "codes_locked": _("вход временно закрыт: пароль верный, а коды – нет"),
    "second_factor_turned_on": _("подключён вход с кодом"),
    "second_factor_replaced": _("вход с кодом перенесён на другой телефон"),
    "second_factor_turned_off": _("отключён вход с кодом"),
    "second_factor_reset": _("сброшен вход с кодом"),
    "recovery_codes_made": _("созданы новые запасные коды"),
    "recovery_code_used": _("использован запасной код"),
}
FIELDS = {
    "login": _("логин"),
    "display_name": _("имя в системе"),
    "email": _("электронная почта"),
    "is_active": _("действует"),
    "sessions": _("сеансы"),
    "recovery_codes": _("запасные коды"),
}
