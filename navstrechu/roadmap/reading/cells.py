"""What one cell says: number, due date, posts, resulting documents, quota. Pure functions over text."""

import re
from dataclasses import dataclass
from datetime import date

from navstrechu.core.text.dates import MONTHS_GENITIVE
from navstrechu.core.text.plain import plain, shortened, tidy
from navstrechu.roadmap.reading.tree import DoubtCode, ReadResult, ResultKind

FIRST_YEAR, LAST_YEAR = 2000, 2100
_WHOLE_PER_CENT = 100
_MOST_POSTS, _MOST_RESULTS = 100, 50

_NUMBER = re.compile(
    r"(?:№\s*)?(?:раздел\s+)?(?P<number>\d{1,3}(?:\.\d{1,3})*)(?:[.)]?(?:\s+|$)|\.?(?=[^\W\d]))(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_MONTH = {name: at for at, name in enumerate(MONTHS_GENITIVE, start=1)}
_DATE = re.compile(
    r"(?<!\d)(?:(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4}|\d{2})"
    r"|(?P<iso_year>\d{4})-(?P<iso_month>\d{2})-(?P<iso_day>\d{2})"
    rf"|(?P<word_day>\d{{1,2}})\s(?P<word>{'|'.join(MONTHS_GENITIVE)})\s(?P<word_year>\d{{4}}))(?!\d)"
)
_WORDS_OF_A_DUE = re.compile(r"\b(?:до|не|позднее|срок|включительно|год|года|г|с|по)\b|[\s.,;:()–—-]")

_CO_EXECUTORS = re.compile(r"соисполнител[ьи](?![а-я])\s*[:–-]?", re.IGNORECASE)
_RESPONSIBLE_LABEL = re.compile(r"\s*ответственн(?:ый|ые)(?:\s+исполнител[ьи])?\s*:", re.IGNORECASE)
_RANKS = ("Главный", "Ведущий", "Старший", "Первый")
_POST_HEADS = (
    "Начальник", "Заместитель", "Руководитель", "Директор", "Министр", "Глава", "Губернатор", "Председатель",
    "Консультант", "Специалист", "Советник", "Помощник", "Секретарь", "Статс-секретарь", "Заведующий",
    "Заведующая", "Управляющий", "Исполняющий", "Врио", "Референт", "Инспектор", "Эксперт", "Юрисконсульт",
    "Бухгалтер", "Координатор", "Методист", *_RANKS,
)  # fmt: skip
_UNITS = ("Отдел", "Сектор", "Управление", "Департамент", "Министерство", "Комитет")
_HEAD = rf"(?:(?:{'|'.join((*_POST_HEADS, *_UNITS))})(?!\w)|Зам\.|И\.\s?о\.)"
# A dash, a quotation mark or a bracket in front ties the word to what stands before it.
_NEXT_POST = re.compile(rf"(?<![–—«\"(/-])\s(?={_HEAD})")
# On a line of its own any capital word begins a post, and a known one even in lower case; but not the name of
# a body in the genitive, which goes on with the line above («Заместитель руководителя / Департамента»).
_BODY_OF = (
    "Департамента|Министерства|Управления|Комитета|Отдела|Агентства|Правительства|Администрации|Инспекции|Службы"
    "|Губернатора|Президента|Республики|Области|Совета|Думы|Фонда|Центра|Учреждения|России"
)
_STARTS_POST = re.compile(
    rf"(?i:{'|'.join(_POST_HEADS)})(?!\w)"
    rf"|(?!(?:{_BODY_OF}|[А-ЯЁ][а-яё-]*(?:ой|ого|его))(?![\w-]))[А-ЯЁ](?:[а-яё]|\.\s?о\.)"
)
_LOWER_POST_AFTER_COMMA = re.compile(rf",\s(?={_HEAD})", re.IGNORECASE)

_RESULT_VERBS = (
    "утвержд|подготовл|издан|принят|разработан|сформирован|представлен|направлен|размещ|составлен|оформлен"
    "|опубликован|подписан|внесен|заключен|проведен|актуализирован"
)
_RESULT_NOUNS = "приказ|распоряжение|постановление|отчет|доклад|справка|акт|протокол|решение"
_MARKER = r"(?:\d{1,2}[.)]\s*|[–—•-]\s+)?"
_CAPITAL_VERB = "|".join(verb.capitalize() for verb in _RESULT_VERBS.split("|"))
_CAPITAL_NOUN = "|".join(noun.capitalize() for noun in _RESULT_NOUNS.split("|"))
_NEXT_RESULT = re.compile(
    rf"(?:^|(?<=\s)){_MARKER}(?:{_CAPITAL_VERB})[а-я]*"
    rf"|(?<=\n){_MARKER}(?:{_CAPITAL_NOUN}|[А-Я][а-я]{{2,}}(?:ован|дан|казан|ен|ят)[аоы]?)(?![а-я])"
    rf"|(?<=;)\s*{_MARKER}(?i:(?:{_RESULT_VERBS})[а-я]*|(?:{_RESULT_NOUNS})(?![а-я]))"
)
_LONE_VERB = re.compile(rf"{_MARKER}(?:{_RESULT_VERBS})[а-я]*", re.IGNORECASE)
_KIND_WORDS = re.compile(
    r"(?P<order>приказ|распоряжени|постановлени|указ(?![а-я])|решени)"
    r"|(?P<report>отчет|доклад|справк|информация(?![а-я])|протокол|акт(?![а-я])|заключени)"
)
_ORDER_VERB = re.compile(r"\W*(?:\d+[.)]\s*)?(?:утвержд|издан|принят|подписан)")
_ATTACHMENT = re.compile(r"\bс приложени(?:ем|ями)\b")
_QUOTA = re.compile(r"(\d+(?:[.,]\d+)?)\s?(?:%|процент)")
_DOUBLED = re.compile(r"\b([^\W\d_]{2,}) \1\b", re.IGNORECASE)


class BadCell(Exception):
    """A cell that cannot be read; the text says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Note:
    """A doubt about one cell, not yet tied to a measure."""

    code: DoubtCode
    message: str


def split_number(text: str) -> tuple[str, str]:
    """«2.1. Процессы …» → («2.1», «Процессы …»); no number at the start gives («», text)."""
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return "", text
    number = ".".join(str(int(part)) for part in found["number"].split("."))
    return number, found["rest"]


def read_due(text: str) -> tuple[date, list[Note]]:
    """The due date of a cell such as «01.12.2023», «до 29 февраля 2024 г.»; BadCell when there is none."""
    cell = tidy(text)
    if not cell:
        raise BadCell("не указан срок; впишите дату вида 31.12.2024")
    found = list(_DATE.finditer(cell.lower()))
    if not found:
        raise BadCell(f"срок «{shortened(cell)}» – не дата; впишите дату вида 31.12.2024")
    days = [_date_of(match) for match in found]
    notes = []
    if len(days) > 1:
        notes.append(
            Note(DoubtCode.DUE_RANGE, f"В сроке «{shortened(cell)}» несколько дат; взята последняя.")
        )
    if any(match["year"] and len(match["year"]) == len("24") for match in found):
        notes.append(Note(DoubtCode.SHORT_YEAR, f"Год в сроке «{shortened(cell)}» записан двумя цифрами."))
    if _WORDS_OF_A_DUE.sub("", _DATE.sub("", cell.lower())):
        notes.append(Note(DoubtCode.TEXT_IGNORED, f"Из срока «{shortened(cell)}» взята только дата."))
    return days[-1], notes


def read_posts(responsible: str, co_executors: str) -> tuple[str, tuple[str, ...], list[Note]]:
    """Responsible post, co-executor posts and doubts; BadCell when nobody is responsible.

    The co-executors stand in the same cell behind «Соисполнитель(и):» or in a column of their own.
    """
    own, *listed = _CO_EXECUTORS.split(_RESPONSIBLE_LABEL.sub("", responsible))
    answerable, notes = split_posts(own)
    if not answerable:
        raise BadCell("не указан ответственный; впишите должность")
    others: list[str] = []
    for cell in [*listed, *_CO_EXECUTORS.split(co_executors)]:
        posts, doubts = split_posts(cell)
        others += posts
        notes += doubts
    if len(answerable) + len(others) > _MOST_POSTS:
        raise BadCell(f"должностей больше {_MOST_POSTS}; проверьте, не слились ли строки таблицы")
    if len(answerable) > 1:
        names = ", ".join(f"«{shortened(post)}»" for post in answerable)
        message = (
            f"Ответственных несколько: {names}; ответственным принят первый, остальные – соисполнителями."
        )
        notes.append(Note(DoubtCode.SEVERAL_RESPONSIBLE, message))
    return answerable[0], (*answerable[1:], *others), notes


def split_posts(text: str) -> tuple[list[str], list[Note]]:
    """Posts written one after another, each with a capital head noun, on a line of its own or behind «;»."""
    pieces: list[str] = []
    for part in text.split(";"):
        for line in _post_lines(part):
            pieces += _NEXT_POST.split(line)
    posts: list[str] = []
    for piece in (piece.strip(" ,;") for piece in pieces):
        if posts and posts[-1] in _RANKS:
            posts[-1] += f" {piece}"
        elif piece and piece not in "–—-":
            posts.append(piece)
    return _split_by_comma(posts)


def split_results(text: str) -> tuple[tuple[ReadResult, ...], list[Note]]:
    """Resulting documents of a cell, a new one at each «Утвержден …», «Подготовлен …»; BadCell when none."""
    cell = re.sub(r"[^\S\n]+", " ", text).strip(" \n;")
    searched = cell.replace("ё", "е").replace("Ё", "Е")
    starts = [0, *(match.start() for match in _NEXT_RESULT.finditer(searched) if match.start())]
    texts: list[str] = []
    for start, end in zip(starts, [*starts[1:], len(cell)], strict=True):
        piece = tidy(cell[start:end]).strip(" ;")
        if texts and _LONE_VERB.fullmatch(plain(texts[-1])):
            texts[-1] += f" {piece}"
        elif piece:
            texts.append(piece)
    if not any(re.search(r"\w", piece) for piece in texts):
        raise BadCell("не указан вид документа (результат); впишите его")
    if len(texts) > _MOST_RESULTS:
        raise BadCell(f"документов больше {_MOST_RESULTS}; проверьте, не слились ли строки таблицы")
    read = [_result(piece) for piece in texts]
    return tuple(result for result, _notes in read), [note for _result_, notes in read for note in notes]


def read_quota(title: str) -> tuple[int | None, list[Note]]:
    """The whole per cent named in a title («реинжиниринг 10 % процессов»), None without one."""
    found = _QUOTA.search(title)
    if found is None:
        return None, []
    if found[1].isdecimal() and len(found[1]) <= len("100") and 0 < int(found[1]) <= _WHOLE_PER_CENT:
        return int(found[1]), []
    return None, [
        Note(DoubtCode.QUOTA_UNCLEAR, f"Доля «{shortened(found[0])}» не распознана: нужны целые проценты.")
    ]


def doubled_words(text: str) -> tuple[str, ...]:
    """Words written twice in a row, in lower case: «клиентом клиентом»."""
    return tuple(match[1].lower() for match in _DOUBLED.finditer(text))


def _date_of(match: re.Match[str]) -> date:
    if match["word"]:
        year, month, day = int(match["word_year"]), _MONTH[match["word"]], int(match["word_day"])
    elif match["iso_year"]:
        year, month, day = (int(match[name]) for name in ("iso_year", "iso_month", "iso_day"))
    else:
        day, month, year = (int(match[name]) for name in ("day", "month", "year"))
        year += 0 if len(match["year"]) > len("24") else FIRST_YEAR
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadCell(f"в сроке «{match[0]}» невозможный год; исправьте дату")
    try:
        return date(year, month, day)
    except ValueError:
        raise BadCell(f"даты «{match[0]}» не существует; исправьте срок") from None


def _post_lines(text: str) -> list[str]:
    """Lines that begin a post; a line that merely continues one is joined to it by a space."""
    lines: list[str] = []
    for line in (tidy(line) for line in text.split("\n")):
        if lines and (lines[-1].endswith(("–", "—", "-")) or not _STARTS_POST.match(line)):
            lines[-1] = tidy(f"{lines[-1]} {line}")
        else:
            lines.append(line)
    return lines


def _split_by_comma(posts: list[str]) -> tuple[list[str], list[Note]]:
    """A list in lower case: «начальник отдела труда, начальник отдела опеки»; a capital post keeps commas."""
    split: list[str] = []
    notes: list[Note] = []
    for post in posts:
        parts = _LOWER_POST_AFTER_COMMA.split(post) if post[0].islower() else [post]
        if len(parts) > 1:
            notes.append(
                Note(DoubtCode.POSTS_SPLIT_BY_COMMA, f"«{shortened(post)}» прочитано как список должностей.")
            )
        split += parts
    return split, notes


def _result(text: str) -> tuple[ReadResult, list[Note]]:
    words = plain(text)
    attachment = bool(_ATTACHMENT.search(words))
    found = _KIND_WORDS.search(words)
    if found is not None:
        return ReadResult(ResultKind(str(found.lastgroup)), text, attachment), []
    kind = ResultKind.ORDER if _ORDER_VERB.match(words) else ResultKind.REPORT
    guess = "приказ" if kind is ResultKind.ORDER else "отчёт"
    message = f"Вид документа «{shortened(text)}» не назван; принят «{guess}»."
    return ReadResult(kind, text, attachment), [Note(DoubtCode.RESULT_KIND_UNKNOWN, message)]
