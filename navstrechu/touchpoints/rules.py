"""What a touchpoint and a row must be like. Pure; messages name the place and the way out."""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from navstrechu.core.errors import InputRefused
from navstrechu.touchpoints.values import BasisText, InteractionText, RowContent, TouchpointContent
from navstrechu.touchpoints.vocabulary import BasisKind

LONGEST_NAME = 500
LONGEST_TEXT = 4_000
LONGEST_ACT = 700
MOST_INTERACTIONS = 100
_SPACES = re.compile(r"[^\S\n]+")
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)\S+")


def tidy(text: str) -> str:
    """Without control characters, double spaces and empty lines at the ends; line breaks stay."""
    kept = "".join(letter for letter in text.replace("\r\n", "\n") if letter == "\n" or letter.isprintable())
    return _SPACES.sub(" ", kept).strip()


def require_touchpoint(content: TouchpointContent) -> TouchpointContent:
    """The content tidied. Raises InputRefused: no name, a text too long, a link of another sort, a basis
    that is no agreement (clause 2.5, 3: only those hang on the touchpoint itself)."""
    name = tidy(content.name).replace("\n", " ")
    if not name:
        raise InputRefused(_("Укажите наименование точки взаимодействия."))
    _require_length(name, LONGEST_NAME, _("Наименование точки взаимодействия"))
    agreements = require_bases(content.agreements)
    if any(basis.kind is not BasisKind.AGREEMENT for basis in agreements):
        raise InputRefused(
            _("На самой точке указывают только акты и соглашения о ней (п. 2.5, 3); остальное – в строке.")
        )
    return replace(
        content,
        name=name,
        url=require_address(content.url),
        address=tidy(content.address),
        phone=tidy(content.phone),
        opening_hours=tidy(content.opening_hours),
        opening_exceptions=tidy(content.opening_exceptions),
        accessibility=tidy(content.accessibility),
        agreements=agreements,
    )


def require_row(content: RowContent) -> RowContent:
    """The content tidied, without repeated interactions. Raises InputRefused for an interaction that says
    nothing, is too long, or for too many of them."""
    return RowContent(
        require_interactions(content.interactions),
        require_text(content.peculiarities, _("Особенности взаимодействия")),
        require_bases(content.bases),
    )


def require_interactions(given: Sequence[InteractionText]) -> tuple[InteractionText, ...]:
    """Interactions tidied, each once a stage (order 201, 2.6: «уведомления по каждому этапу»). A row without
    any is a finding, not a refusal: units fill it later."""
    kept: dict[tuple[str, str], InteractionText] = {}
    for item in given:
        text = require_text(item.text, _("Осуществляемое взаимодействие"))
        if not text:
            raise InputRefused(
                _("Взаимодействие не может быть пустым: опишите действие для клиента или уберите строку.")
            )
        stage = tidy(item.stage)[:200]
        kept.setdefault((stage.lower(), text.lower()), InteractionText(text, stage))
    if len(kept) > MOST_INTERACTIONS:
        raise InputRefused(
            _("В одной строке не больше {number} взаимодействий. Объедините близкие по смыслу.").format(
                number=MOST_INTERACTIONS
            )
        )
    return tuple(kept.values())


def require_bases(given: Sequence[BasisText]) -> tuple[BasisText, ...]:
    """Bases tidied, each once. Raises InputRefused for one without an act."""
    kept: dict[tuple[str, str, str], BasisText] = {}
    for item in given:
        act = tidy(item.act).replace("\n", " ")
        if not act:
            raise InputRefused(_("Назовите акт или документ, который служит основанием."))
        _require_length(act, LONGEST_ACT, _("Основание"))
        clause = tidy(item.clause)[:200]
        kept.setdefault(
            (item.kind, act.lower(), clause.lower()),
            BasisText(item.kind, act, clause, require_address(item.url)),
        )
    return tuple(kept.values())


def require_text(text: str, what: str) -> str:
    """The text tidied. Raises InputRefused when it is longer than LONGEST_TEXT characters."""
    cleaned = tidy(text)
    _require_length(cleaned, LONGEST_TEXT, what)
    return cleaned


def require_address(url: str) -> str:
    """A link that a page may show. Raises InputRefused for any other scheme."""
    cleaned = url.strip()
    if cleaned and not _ADDRESS.fullmatch(cleaned):
        raise InputRefused(_("Ссылка должна начинаться с http://, https://, mailto: или tel:."))
    _require_length(cleaned, 500, _("Ссылка"))
    return cleaned


def _require_length(text: str, limit: int, what: str) -> None:
    if len(text) > limit:
        raise InputRefused(
            _("«{what}»: {length} знаков, а помещается {limit}. Сократите текст или разделите его.").format(
                what=what, length=len(text), limit=limit
            )
        )


def months_before(day: date, months: int) -> date:
    """The same day ``months`` earlier, the last of a shorter month: 31.03 less one is 28.02 or 29.02."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
