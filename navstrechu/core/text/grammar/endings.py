"""Declension of names by their endings; the rules differ by the kind of name, the endings do not."""

from navstrechu.core.text.grammar.cases import OBLIQUE, Case, Inflected
from navstrechu.core.text.grammar.spelling import HUSHING, VELARS, like


def with_endings(stem: str, endings: str) -> dict[Case, str]:
    """Forms of the five oblique cases; ``endings`` are in the order of Case: «а у а ым е», «–» for none."""
    forms = (stem + ending.replace("–", "") for ending in endings.split())
    return dict(zip(OBLIQUE, forms, strict=True))


def stay(word: str) -> dict[Case, str]:
    """One form for every case."""
    return dict.fromkeys(OBLIQUE, word)


def hard_masculine(word: str, *, is_end_stressed: bool = False) -> dict[Case, str]:
    """«Шмидт», «Ткач», «Мицкевич»: after ж, ш, ч, щ, ц the instrumental depends on the stress."""
    soft = word[-1] in HUSHING | {"ц"} and not is_end_stressed
    return with_endings(word, f"а у а {'ем' if soft else 'ом'} е")


def soft_masculine(stem: str, *, is_end_stressed: bool = False, after_i: bool = False) -> dict[Case, str]:
    """«Гоголь», «Гай»; «Юрий», whose prepositional is «Юрии»."""
    if stem[-1:] in HUSHING:
        return with_endings(stem, "а у а ем е")
    return with_endings(stem, f"я ю я {'ём' if is_end_stressed else 'ем'} {'и' if after_i else 'е'}")


def first_declension(word: str, *, is_end_stressed: bool = True) -> dict[Case, str]:
    """«Сковорода», «Капица», «Зозуля», «Гогия»: the same for both genders."""
    stem, last = word[:-1], word[-1]
    if last == "я":
        after_i = stem.endswith("и")
        return with_endings(stem, "и и ю ей и" if after_i else "и е ю ей е")
    genitive = "и" if stem[-1:] in HUSHING | VELARS else "ы"
    soft = stem[-1:] == "ц" or (stem[-1:] in HUSHING and not is_end_stressed)
    return with_endings(stem, f"{genitive} е у {'ей' if soft else 'ой'} е")


def third_declension(word: str) -> dict[Case, str]:
    """«Любовь», as a name: «Любови», «Любовью»."""
    return with_endings(word[:-1], "и и ь ью и")


def chosen(forms: dict[Case, str], word: str, case: Case, *, is_certain: bool) -> Inflected:
    """The form of one case with the capitals of the word."""
    return Inflected(like(forms[case], word), is_certain)
