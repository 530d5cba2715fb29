"""Which of the nine groups of processes a heading or a cell means, whatever its wording."""

import re
from functools import lru_cache

from navstrechu.core.text.plain import plain, tidy

# Groups of the roadmap by number, section 2.N; the wording of the order (clause 2.2) means the same groups.
GROUP_TITLES = {
    1: "Процессы предоставления услуг (сервисов)",
    2: "Процессы предоставления мер государственной поддержки",
    3: "Процессы осуществления государственного контроля (надзора)",
    4: "Процессы рассмотрения обращений и запросов",
    5: "Процессы обеспечения доступа к информации о деятельности Департамента",
    6: "Процессы взаимодействия с внутренним клиентом",
    7: "Процессы взаимодействия с внутренним клиентом по вопросам информационно-технического обеспечения",
    8: "Процессы взаимодействия с внутренним клиентом по вопросам ведения бухгалтерского учета",
    9: (
        "Процессы взаимодействия с внутренним клиентом по вопросам осуществления "
        "административно-хозяйственной деятельности"
    ),
}
_SIGNS = (
    (7, r"информационно\W+техническ|информатизац|\bит\b|технического обеспечени"),
    (8, r"бухгалтер|бухуч"),
    (9, r"хозяйственн|\bахо\b|\bахд\b|\bахч\b"),
    (6, r"внутренн\w+ клиент|сотрудник|кадр"),
    (3, r"контрол|надзор"),
    (4, r"обращени"),
    (5, r"доступ\w* к информации|информации о деятельности|информирован"),
    (2, r"поддержк"),
    (1, r"услуг|сервис"),
)
_RECOGNISED = tuple((number, re.compile(pattern)) for number, pattern in _SIGNS)
_WORDS_OF_A_HEADING = re.compile(
    r"предоставлени|процесс|осуществлени|рассмотрени|обеспечени|взаимодействи|направлени"
)
_MOST_WORDS_WITHOUT_SIGN = 3
_LEADING = re.compile(
    r"(?:(?:раздел|группа(?: процессов)?|направление(?: деятельности)?|блок|глава)\s*(?:№\s*)?"
    r"(?=[\dIVX]|[а-з]\)))?"
    r"(?:(?P<number>\d{1,2}(?:\.\d{1,2})*)(?:[.):]+\s*|\s+(?=[^\W\d])|\Z)"
    r"|(?P<letter>[а-з])\)\s*|(?P<roman>[IVX]{1,4})\.\s*)[-–—:]?\s*",
    re.IGNORECASE,
)
_LETTERS = {"а": 1, "б": 3, "в": 4, "г": 5, "д": 6, "е": 7, "ж": 8, "з": 9}
_SECTION = re.compile(r"2\.(\d)")


@lru_cache(maxsize=4096)
def split_heading(text: str) -> tuple[str, str]:
    """«2.1. Предоставление услуг» → («2.1», «Предоставление услуг»); no number gives («», text)."""
    whole = tidy(text)
    match = _LEADING.match(whole)
    if match is None:
        return "", whole
    number = match["number"] or match["letter"] or match["roman"]
    return number.lower(), whole[match.end() :]


@lru_cache(maxsize=4096)
def group_number(text: str) -> int | None:
    """Number of the group that a text means (1–9): by its words, and by its number where it has none."""
    number, title = split_heading(text)
    words = plain(title)
    for found, pattern in _RECOGNISED:
        if pattern.search(words):
            return found
    return None if words else number_of_section(number)


def is_group_heading(text: str) -> bool:
    """Whether a row of its own with this text opens a group rather than names a process."""
    number, title = split_heading(text)
    found = group_number(text)
    if found is None:
        return False
    if number_of_section(number) is not None or number in _LETTERS:
        return True
    if "." in number:
        return False  # «4.1» counts processes of a group
    words = plain(title)
    return bool(_WORDS_OF_A_HEADING.match(words)) or len(words.split()) <= _MOST_WORDS_WITHOUT_SIGN


def number_of_section(number: str) -> int | None:
    """Group of «2.3» or «в»; any other numbering says nothing about groups."""
    section = _SECTION.fullmatch(number.strip(" ."))
    if section:
        return int(section[1]) or None
    return _LETTERS.get(number)
