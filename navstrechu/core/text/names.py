"""Names of people as documents print them."""


def initials_first(surname: str, first_name: str, patronymic: str) -> str:
    """«А. В. Востриков», the form of a signature."""
    return " ".join([*(f"{name[0]}." for name in (first_name, patronymic) if name), surname])


def surname_first(surname: str, first_name: str, patronymic: str) -> str:
    """«Востриков А. В.», the form of tables and lists."""
    return " ".join([surname, *(f"{name[0]}." for name in (first_name, patronymic) if name)])
