"""Words as phrases need them: plain ones, and those of several parts joined by hyphens."""

import re
from dataclasses import dataclass
from functools import lru_cache

from navstrechu.core.text.grammar.cases import Case
from navstrechu.core.text.grammar.morphology import Reading, form, nominatives

# «пресс-секретарь», «статс-секретарь», «вице-губернатор»: they stay, only what follows them declines.
_FIRST_PARTS_THAT_STAY = frozenset(
    {"арт", "аудио", "бизнес", "блок", "веб", "вице", "видео", "генерал", "гранд", "демо", "интернет",
     "капитан", "кол", "колл", "контакт", "контр", "контрол", "лорд", "макси", "медиа", "мини", "обер",
     "онлайн", "офлайн", "пиар", "пресс", "премьер", "пилот", "промо", "смарт", "спец", "статс", "суд",
     "тест", "топ", "унтер", "фейс", "флаг", "фото", "фронт", "хаус", "чат", "шеф", "штаб", "экс", "эко",
     "экспресс"}
)  # fmt: skip
# «Минфин», «Росреестр», «Облздрав»: shortened names that the dictionary lacks decline like «отдел».
_SHORTENED_BODY = re.compile(
    r"(?:мин|рос|гос|обл|гор|глав|соц|спец|рай|орёл|орел)[а-яё]*(?:[бвгдзклмнпрстфх]|во|ия|жь)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class WordReading:
    """A reading of a whole word: of its main part, with the parts that decline and those that stay."""

    main: Reading
    parts: tuple[tuple[str, Reading | None], ...]
    is_known: bool

    def form(self, case: Case, *, is_animate: bool) -> str | None:
        """The word in the case; None when one of its parts has no such form."""
        forms = [
            part if reading is None else form(reading, part, case, is_animate) for part, reading in self.parts
        ]
        return None if None in forms else "-".join(filter(None, forms))


@lru_cache(maxsize=20_000)
def readings_of(word: str) -> tuple[WordReading, ...]:
    """What the word can be in the nominative, the likeliest first."""
    *front, last = word.split("-")
    if not front:
        is_body = bool(_SHORTENED_BODY.fullmatch(word)) and word[0].isupper()
        return tuple(_of_one(word, reading, reading.is_known or is_body) for reading in nominatives(word))
    found = [_compound(front, last, reading) for reading in nominatives(last)]
    return tuple(reading for reading in found if reading is not None)


def _of_one(word: str, reading: Reading, is_known: bool) -> WordReading:
    return WordReading(reading, ((word, reading),), is_known)


def _compound(front: list[str], last: str, reading: Reading) -> WordReading | None:
    end = (last, reading)
    if reading.is_adjective:
        return WordReading(reading, (*((part, None) for part in front), end), reading.is_known)
    parts = [(part, _twin(part, reading)) for part in front]
    main = next((twin for _part, twin in parts if twin), reading)
    stays = all(twin or part.lower() in _FIRST_PARTS_THAT_STAY for part, twin in parts)
    return WordReading(main, (*parts, end), reading.is_known and stays)


def _twin(part: str, noun: Reading) -> Reading | None:
    """How the first part of «консультант-эксперт» declines beside the last one; None when it stays."""
    if part.lower() in _FIRST_PARTS_THAT_STAY:
        return None
    nouns = [twin for twin in nominatives(part) if not twin.is_adjective and twin.is_known]
    alike = [twin for twin in nouns if twin.is_plural == noun.is_plural]
    same = [twin for twin in alike if twin.is_animate == noun.is_animate]
    return next(iter(same or alike), None)
