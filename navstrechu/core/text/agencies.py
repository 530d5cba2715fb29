"""Names of public bodies in the cases that sentences of documents need. Only what is certain is declined."""

from collections.abc import Mapping

from navstrechu.core.errors import InputRefused

CASES = ("genitive", "dative", "instrumental", "prepositional")
_WORDS = {
    "агентство": ("агентства", "агентству", "агентством", "агентстве"),
    "администрация": ("администрации", "администрации", "администрацией", "администрации"),
    "аппарат": ("аппарата", "аппарату", "аппаратом", "аппарате"),
    "департамент": ("департамента", "департаменту", "департаментом", "департаменте"),
    "инспекция": ("инспекции", "инспекции", "инспекцией", "инспекции"),
    "комитет": ("комитета", "комитету", "комитетом", "комитете"),
    "министерство": ("министерства", "министерству", "министерством", "министерстве"),
    "отдел": ("отдела", "отделу", "отделом", "отделе"),
    "правительство": ("правительства", "правительству", "правительством", "правительстве"),
    "служба": ("службы", "службе", "службой", "службе"),
    "управление": ("управления", "управлению", "управлением", "управлении"),
    "учреждение": ("учреждения", "учреждению", "учреждением", "учреждении"),
    "фонд": ("фонда", "фонду", "фондом", "фонде"),
    "центр": ("центра", "центру", "центром", "центре"),
}


def declined(word: str, given: Mapping[str, str]) -> dict[str, str]:
    """A word such as «Департамент» in the four cases; ``given`` forms win over the known ones.

    Raises InputRefused naming the cases that nobody has given and that are not known.
    """
    known = dict(zip(CASES, _WORDS.get(word.lower(), ()), strict=False))
    cases = {case: given.get(case) or _with_capital(known.get(case, ""), word) for case in CASES}
    missing = [f"--called-{case}" for case, form in cases.items() if not form]
    if missing:
        raise InputRefused(f"Падежи слова «{word}» неизвестны. Укажите их: {', '.join(missing)}.")
    return cases


def full_name_genitive(name: str) -> str:
    """«Департамент социальной защиты …» → «Департамента социальной защиты …».

    Raises InputRefused when the first word is not one of the known ones.
    """
    first, _space, rest = name.partition(" ")
    forms = _WORDS.get(first.lower())
    if forms is None:
        raise InputRefused(f"Падежи слова «{first}» неизвестны. Укажите --full-name-genitive.")
    return " ".join(part for part in (_with_capital(forms[0], first), rest) if part)


def _with_capital(form: str, like: str) -> str:
    return form.capitalize() if like[:1].isupper() else form
