"""The one-time code that opens an empty installation: only who sees the server's console has it."""

import secrets
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from navstrechu.core.errors import InputRefused

# Without letters and figures that are taken for each other; 3 × 4 of them are 59 bits.
_SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_GROUPS, _GROUP = 3, 4


class WrongCode(InputRefused):
    """The typed set-up code is not the one that the console shows."""


def issue() -> str:
    """The code of this installation, made once and kept beside the data with owner-only rights."""
    path = _path()
    if not path.exists():
        # Written aside and linked: of servers that start together one code wins, and none is half there.
        draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        draft.touch(mode=0o600)
        draft.write_text(_fresh(), encoding="ascii")
        with suppress(FileExistsError):
            path.hardlink_to(draft)
        draft.unlink()
    return path.read_text(encoding="ascii").strip()


def require(typed: str) -> None:
    """Raise WrongCode unless ``typed`` is the code; letter case, blanks and hyphens do not matter."""
    with suppress(FileNotFoundError):
        kept = _path().read_text(encoding="ascii")
        if kept and secrets.compare_digest(_bare(typed), _bare(kept)):
            return
    raise WrongCode(
        _("Код не подходит. Он напечатан в окне, где запущен сервер, под словами «Код установки».")
    )


def withdraw() -> None:
    """After use nobody needs the code any more."""
    _path().unlink(missing_ok=True)


def _fresh() -> str:
    groups = ["".join(secrets.choice(_SIGNS) for _sign in range(_GROUP)) for _group in range(_GROUPS)]
    return "-".join(groups)


def _bare(code: str) -> bytes:
    return "".join(sign for sign in code.upper() if sign.isalnum()).encode()


def _path() -> Path:
    return Path(settings.DATA_DIR) / "set_up_code"
