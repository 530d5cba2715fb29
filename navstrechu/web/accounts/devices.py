"""Sessions as people recognise them: browser, system, address, times."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.accounts.models import Session

# Looked for in this order: every browser also names those it descends from.
_BROWSERS = (
    ("YaBrowser", gettext_lazy("Яндекс Браузер")),
    ("Edg", "Microsoft Edge"),
    ("OPR", "Opera"),
    ("Chromium-Gost", "Chromium-GOST"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A line of the list of sessions."""

    id: int
    device: str
    address: str
    started_at: datetime
    last_seen_at: datetime
    is_current: bool
    by_password: bool

    @classmethod
    def of(cls, session: Session, current: Session | None) -> "DeviceRow":
        """A session as a line; ``current`` is the one that looks at the list."""
        return cls(
            session.pk,
            device_name(session.agent),
            session.address,
            session.started_at,
            session.last_seen_at,
            session == current,
            session.by_password,
        )


def device_name(agent: str) -> str:
    """«Firefox, Windows»; an unknown program keeps the beginning of its own name."""
    browser = next((str(name) for mark, name in _BROWSERS if mark in agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    return ", ".join(filter(None, (browser, system))) or agent[:40] or _("неизвестное устройство")
