"""Who asks: the key of the Authorization header, never the cookie of a browser."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from navstrechu.accounts.models import User
from navstrechu.core.errors import NotAllowed
from navstrechu.history.services import request_id
from navstrechu.tokens.models import ApiToken
from navstrechu.tokens.queries import token_in_force
from navstrechu.tokens.scopes import SCOPE_TEXTS, Scope
from navstrechu.tokens.services import note_use


class KeyRequest(HttpRequest):
    """A request with a key in force; ``id`` is its number in the log."""

    auth: ApiToken
    id: str


class AccessKey(HttpBearer):
    """Demands a key in force that allows ``scope``."""

    openapi_description = "Ключ доступа со страницы «Ключи доступа» своей учётной записи."

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """The key, noted as used; None where it is not in force. Raises NotAllowed beyond its scopes."""
        now = timezone.now()
        found = token_in_force(token.strip(), now)
        if found is None:
            return None
        if self.scope.value not in found.scopes:
            raise NotAllowed(
                _("Ключ «{name}» этого не разрешает. Создайте ключ, которому отмечено: {scope}.").format(
                    name=found.name, scope=SCOPE_TEXTS[self.scope]
                )
            )
        note_use(token=found, at=now)
        # The history can tell what a program did from what its owner did on the pages.
        request_id.set(f"key-{found.pk}-{getattr(request, 'id', '')}")
        return found


def reads() -> AccessKey:
    """Access of everything that only reads."""
    return AccessKey(Scope.READ)


def caller(request: KeyRequest) -> User:
    """The account that the program acts for."""
    return request.auth.user
