"""What a password must be: two profiles, chosen by the installation, and the rule in words.

«modern» follows the advice to prefer length and to change a password only when it may be known;
«departmental» is for bodies whose own orders demand classes of characters, rotation and memory.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    NumericPasswordValidator,
    UserAttributeSimilarityValidator,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.accounts.models import User
from navstrechu.core.errors import InputRefused
from navstrechu.core.text.plurals import counted_in_words_of

MODERN, DEPARTMENTAL = "modern", "departmental"
TITLES = {MODERN: gettext_lazy("современный"), DEPARTMENTAL: gettext_lazy("ведомственный")}

_CLASSES: tuple[tuple[object, Callable[[str], bool]], ...] = (
    (gettext_lazy("строчная буква"), str.islower),
    (gettext_lazy("прописная буква"), str.isupper),
    (gettext_lazy("цифра"), str.isdigit),
    (gettext_lazy("знак, который не буква и не цифра"), lambda letter: not letter.isalnum()),
)
# A Russian word typed in the other layout, and the other way round, is as common as the word itself.
_RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбюё"
_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_OTHER_LAYOUT = str.maketrans(_RUSSIAN + _LATIN, _LATIN + _RUSSIAN)
_COMMON_RUSSIAN = ("пароль", "секрет", "привет", "россия", "москва", "админ", "добрыйдень", "любовь")


@dataclass(frozen=True, slots=True)
class PasswordProfile:
    """Length in characters, terms in days; 0 where the profile has no such rule."""

    code: str
    length: int
    has_classes: bool = False
    days: int = 0
    remembered: int = 0
    least_days: int = 0


def profile() -> PasswordProfile:
    """The profile of this installation."""
    if settings.PASSWORD_PROFILE == MODERN:
        return PasswordProfile(MODERN, settings.PASSWORD_LENGTH)
    return PasswordProfile(
        DEPARTMENTAL,
        settings.PASSWORD_LENGTH,
        has_classes=True,
        days=settings.PASSWORD_DAYS,
        remembered=settings.PASSWORD_REMEMBERED,
        least_days=settings.PASSWORD_LEAST_DAYS,
    )


def rule_text() -> str:
    """The rule as it stands beside the field, before anything is typed."""
    rules = profile()
    if rules.code == MODERN:
        return _(
            "Не короче {length} знаков и не из самых частых. Удобно взять несколько слов подряд."
        ).format(length=rules.length)
    parts = [
        _("Не короче {length} знаков; нужны {classes}.").format(
            length=rules.length, classes=", ".join(str(title) for title, _has in _CLASSES)
        )
    ]
    if rules.remembered:
        parts.append(_("Не годятся {number}.").format(number=_last(rules.remembered)))
    if rules.days:
        parts.append(_("Действует {days}.").format(days=_days(rules.days)))
    if rules.least_days:
        parts.append(_("Сменить ещё раз можно через {days}.").format(days=_days(rules.least_days)))
    return " ".join(parts)


# For fields of forms, which are made before the settings of a test or a start are known.
rule_hint = lazy(rule_text, str)


def _last(number: int) -> str:
    return counted_in_words_of(number, _("прежний пароль,прежних пароля,прежних паролей"))


def _days(number: int) -> str:
    return counted_in_words_of(number, _("день,дня,дней"))


class ClassesValidator:
    """Refuses a password without one of the classes of characters, and says which are missing."""

    def validate(self, password: str, user: Any = None) -> None:
        missing = [str(title) for title, has in _CLASSES if not any(map(has, password))]
        if missing:
            raise ValidationError(_("В пароле не хватает: {classes}.").format(classes=", ".join(missing)))


class OtherLayoutValidator:
    """Refuses what is common in the other keyboard layout, and the commonest Russian words with figures."""

    def __init__(self) -> None:
        self._common = CommonPasswordValidator().passwords

    def validate(self, password: str, user: Any = None) -> None:
        other = password.lower().translate(_OTHER_LAYOUT)
        stems = {_letters(password.lower()), _letters(other)}
        if other in self._common or any(_is_repeated(stem) for stem in stems):
            raise ValidationError(
                _("Пароль слишком часто встречается. Возьмите несколько слов, не связанных друг с другом.")
            )


def _letters(password: str) -> str:
    return "".join(letter for letter in password if letter.isalpha())


def _is_repeated(stem: str) -> bool:
    """«парольпароль» is no better than «пароль»."""
    return any(stem and not stem.replace(word, "") for word in _COMMON_RUSSIAN)


class ProfileValidator:
    """The rules of the installation's profile, as Django's settings name them: one for every form."""

    def validate(self, password: str, user: Any = None) -> None:
        errors: list[ValidationError] = []
        for validator in _validators():
            try:
                validator.validate(password, user)
            except ValidationError as error:
                errors.append(error)
        if errors:
            raise ValidationError(errors)

    def get_help_text(self) -> str:
        return rule_text()


def _validators() -> list[Any]:
    rules = profile()
    classes = [ClassesValidator()] if rules.has_classes else []
    return [
        MinimumLengthValidator(min_length=rules.length),
        CommonPasswordValidator(),
        OtherLayoutValidator(),
        NumericPasswordValidator(),
        UserAttributeSimilarityValidator(user_attributes=("login", "display_name", "email")),
        *classes,
    ]


def require_good(password: str, user: User) -> None:
    """Raise InputRefused with everything that is wrong with a new password of the account."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise InputRefused(" ".join(error.messages)) from error


def is_expired(user: User, at: datetime) -> bool:
    """Whether the password must be changed before anything else: too old, or set by somebody else."""
    rules = profile()
    if not rules.days or not user.has_usable_password():
        return False
    changed = user.password_changed_at
    return changed is None or at - changed > timedelta(days=rules.days)


def require_old_enough(user: User, at: datetime) -> None:
    """Raise InputRefused while the present password is too young to be changed by its owner again."""
    least, changed = timedelta(days=profile().least_days), user.password_changed_at
    if changed is not None and at - changed < least:
        raise InputRefused(
            _(
                "Пароль недавно меняли, снова сменить его можно с {moment}. Если его кто-то узнал, "
                "попросите администратора заменить его сейчас."
            ).format(moment=f"{timezone.localtime(changed + least):%d.%m.%Y %H:%M}")
        )
