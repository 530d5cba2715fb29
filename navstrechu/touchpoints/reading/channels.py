"""The channel of a touchpoint: said in its own column, in brackets behind its name, or by the name."""

import re
from dataclasses import dataclass
from functools import lru_cache

from navstrechu.core.text.plain import plain, tidy
from navstrechu.touchpoints.reading.tree import Channel

_SAID = (
    (Channel.OFFLINE, r"\bофф?-?\s?лайн|\boff-?line"),
    (Channel.ONLINE, r"\bон-?\s?лайн|\bon-?line"),
    (
        Channel.IN_PERSON,
        r"личн\w+ при[её]м|личн\w+ (?:обращени|визит|посещени)|\bлично\b|\bочн|при личном",
    ),
    (Channel.DIGITAL, r"цифров|\bdigital"),
)
_LABEL = re.compile(
    r"(?:канал\W*)?(?:личн(?:ый|ого|ом) при[её]ме?а?|очн\w+(?: при[её]м)?|лично|цифров\w+|он-?лайн|офф?-?лайн"
    r"|digital|online|offline)(?:\s(?:канал|точка|формат|взаимодействие))?",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s*(?:\((?P<bracket>[^()]{3,40})\)|(?:\s[-–—/]|[,:;])\s(?P<dash>[^()–—,:;]{3,40}))\s*\Z"
)
_BEFORE = re.compile(r"\A(?P<label>[^()–—,:;]{3,40})\s*[:–—]\s+(?=\S)")
# By the name alone it is a guess; kinds are those of the federal typology, a call centre is digital there.
_NAMED = (
    (Channel.ONLINE, r"видео|\bвкс\b|вебинар|\bzoom\b"),
    (
        Channel.DIGITAL,
        r"портал|\bепгу\b|\bрпгу\b|госуслуг|личн\w+ кабинет|\bсайт|приложени|\bчат|\bбот\b|мессендж"
        r"|telegram|телеграм|соц\w*\.? ?сет|социальн\w+ сет|вконтакте|одноклассник|\bmax\b|колл|call"
        r"|контакт-?центр"
        r"|горяч\w+ лини|телефон|электронн|e-?mail|\bсэд\b|\bэдо\b|информационн\w+ систем|интернет"
        r"|\bсмс\b|\bsms\b|программ|\bгис\b|терминал|инфомат",
    ),
    (Channel.OFFLINE, r"\bпочт|письм|бумаж|стенд|газет|\bсми\b|буклет|курьер|нарочн"),
    (
        Channel.IN_PERSON,
        r"\bмфц\b|мои документы|многофункцион|при[её]м|окн[оа]|кабинет|клиентск|офис|здани|отдел|управлени"
        r"|учрежд|центр|служб|департамент|филиал|на дому|выезд|бригад|рабоч\w+ мест|совещани|лично",
    ),
)
_SAID_PATTERNS = tuple((channel, re.compile(pattern)) for channel, pattern in _SAID)
_NAMED_PATTERNS = tuple((channel, re.compile(pattern)) for channel, pattern in _NAMED)


@dataclass(frozen=True, slots=True)
class ReadChannel:
    """A channel and how it is known: ``said`` in words, guessed otherwise; ``others`` were said beside it."""

    channel: Channel | None
    said: bool = True
    others: tuple[Channel, ...] = ()


def channel_said(text: str) -> ReadChannel:
    """The channel of a cell that is there to name it; kinds («портал», «МФЦ») are understood as well."""
    words = plain(tidy(text))
    said = [channel for channel, pattern in _SAID_PATTERNS if pattern.search(words)]
    if said:
        ordered = sorted(said, key=lambda channel: _first(channel, words))
        return ReadChannel(ordered[0], said=True, others=tuple(ordered[1:]))
    return ReadChannel(_guess(words), said=False)


@lru_cache(maxsize=4096)
def split_channel(text: str) -> tuple[str, ReadChannel | None]:
    """«МФЦ (личный прием)» → («МФЦ», личный прием); a name without such an addition stays whole."""
    name = tidy(text)
    for match in (_BEHIND.search(name), _BEFORE.match(name)):
        if match is None:
            continue
        label = next(group for group in match.groups() if group)
        if _LABEL.fullmatch(label.strip()):
            rest = name[: match.start()] + name[match.end() :]
            return rest.strip(), channel_said(label)
    return name, None


@lru_cache(maxsize=4096)
def channel_by_name(name: str) -> ReadChannel:
    """The channel that a name of a touchpoint speaks of, in words of the order or by its kind."""
    words = plain(name)
    said = next((channel for channel, pattern in _SAID_PATTERNS if pattern.search(words)), None)
    return ReadChannel(said, said=True) if said else ReadChannel(_guess(words), said=False)


def _guess(words: str) -> Channel | None:
    return next((channel for channel, pattern in _NAMED_PATTERNS if pattern.search(words)), None)


def _first(channel: Channel, words: str) -> int:
    found = dict(_SAID_PATTERNS)[channel].search(words)
    return found.start() if found else len(words)
