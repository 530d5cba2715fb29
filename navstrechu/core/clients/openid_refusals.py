"""What a person is told when a sign-in at the provider came to nothing; the details go to the log."""

import logging
from collections.abc import Mapping
from typing import Any, NoReturn

import jwt
from django.utils.translation import gettext as _

from navstrechu.core.clients.bounded import Nonsense, Silent
from navstrechu.core.errors import DomainError, InputRefused

logger = logging.getLogger("navstrechu.openid")


class Declined(DomainError):
    """The provider did not let the person in, or the person gave up there."""


def reason_of(fault: Exception) -> str:
    """Why a token was not accepted."""
    if isinstance(fault, jwt.ExpiredSignatureError):
        return _("срок подтверждения истёк")
    if isinstance(fault, jwt.InvalidIssuerError):
        return _("подтверждение выдал другой издатель (iss)")
    if isinstance(fault, jwt.InvalidAudienceError):
        return _("подтверждение выдано другой программе (aud)")
    if isinstance(fault, (jwt.MissingRequiredClaimError, jwt.exceptions.InvalidSubjectError)):
        return _("в подтверждении не хватает обязательных сведений")
    return _("подпись подтверждения не сошлась")


def refuse(reason: str) -> NoReturn:
    """Raise Nonsense with the sentence that the person reads."""
    raise Nonsense(
        _(
            "Служба входа ответила не по правилам: {reason}. Вы не вошли. "
            "Войдите по логину и паролю и сообщите администратору."
        ).format(reason=reason)
    )


def silent() -> Silent:
    """The sentence about a provider that is away."""
    return Silent(_("Служба входа не отвечает. Войдите по логину и паролю или попробуйте позже."))


def declined(error: str) -> Declined:
    """The sentence about an answer that is an error of RFC 6749, 4.1.2.1."""
    logger.info("provider answered error=%s", error[:60])
    if error == "access_denied":
        return Declined(_("Вы отказались от входа, или служба входа не разрешила его. Попробуйте ещё раз."))
    return Declined(
        _("Служба входа не пустила вас ({error}). Войдите по логину и паролю или попробуйте позже.").format(
            error=error[:60]
        )
    )


def refused_code(answer: Mapping[str, Any]) -> DomainError:
    """A code that was used or is too old is nobody's fault; anything else is a wrong registration."""
    logger.warning("token endpoint answered error=%s", str(answer.get("error"))[:60])
    if answer.get("error") == "invalid_grant":
        return InputRefused(_("Вход занял слишком много времени или уже выполнен. Начните его заново."))
    return Nonsense(
        _("Служба входа не признала эту систему. Войдите по логину и паролю и сообщите администратору.")
    )
