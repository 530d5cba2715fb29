"""Who and what the demonstration holds, as data. Names of people are invented, save the signatory of order
201."""

from dataclasses import dataclass
from datetime import date

from navstrechu.accounts.roles import Role

OPENS_ON = date(2024, 3, 15)
AGENCY_CODE = "dsz"
PASSWORD = "navstrechu-2024"  # noqa: S105 – printed on the sign-in page of the demonstration

REGION = {"code": "orel", "name": "Орловская область"}
AGENCY = {
    "full_name": "Департамент социальной защиты, опеки и попечительства, труда и занятости Орловской области",
    "full_name_genitive": (
        "Департамента социальной защиты, опеки и попечительства, труда и занятости Орловской области"
    ),
    "short_name": "Департамент социальной защиты Орловской области",
    "called": "Департамент",
    "called_genitive": "Департамента",
    "called_dative": "Департаменту",
    "called_instrumental": "Департаментом",
    "called_prepositional": "Департаменте",
    "place": "г. Орёл",
}

DEPUTY = "Заместитель руководителя Департамента"
FINANCE = (
    "Начальник управления финансового планирования организации предоставления социальных выплат "
    "и мер соцподдержки Департамента"
)
SOCIAL = "Начальник управления организации социального обслуживания, опеки и попечительства Департамента"
LABOUR = "Начальник управления труда и занятости Департамента"
COORDINATION = "Начальник отдела межведомственного взаимодействия и подведомственных организаций Департамента"
CONTROL = "Начальник отдела государственного, ведомственного контроля и трудовой миграции Департамента"
HOUSEHOLD = "Начальник административно-хозяйственного отдела Департамента"


@dataclass(frozen=True, slots=True)
class UnitContent:
    """A unit with the post that heads it; ``short`` is how people call it."""

    name: str
    short: str
    head: str


UNITS = (
    UnitContent(
        "Управление финансового планирования, организации предоставления социальных выплат "
        "и мер соцподдержки",
        "Управление выплат и мер соцподдержки",
        FINANCE,
    ),
    UnitContent(
        "Управление организации социального обслуживания, опеки и попечительства",
        "Управление социального обслуживания",
        SOCIAL,
    ),
    UnitContent("Управление труда и занятости", "Управление труда и занятости", LABOUR),
    UnitContent(
        "Отдел межведомственного взаимодействия и подведомственных организаций",
        "Отдел межведомственного взаимодействия",
        COORDINATION,
    ),
    UnitContent(
        "Отдел государственного, ведомственного контроля и трудовой миграции",
        "Отдел контроля и трудовой миграции",
        CONTROL,
    ),
    UnitContent("Административно-хозяйственный отдел", "Административно-хозяйственный отдел", HOUSEHOLD),
)


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody of the demonstration: an account, a role and – for those who hold one – a post."""

    login: str
    role: Role
    surname: str
    first_name: str
    patronymic: str
    post: str = ""
    description: str = ""

    @property
    def name(self) -> str:
        """«Соколова М. А.»"""
        return f"{self.surname} {self.first_name[0]}. {self.patronymic[0]}."


# Order 201 prints the initials only; nothing is invented for the real signatory.
PLAYERS: tuple[Player, ...] = (
    Player("responsible", Role.RESPONSIBLE, "Востриков", "А.", "В.", DEPUTY, "Заместитель руководителя"),
    Player("coordinator", Role.COORDINATOR, "Соколова", "Марина", "Андреевна", COORDINATION, UNITS[3].short),
    Player("finance", Role.UNIT_HEAD, "Белова", "Ирина", "Сергеевна", FINANCE, UNITS[0].short),
    Player("social", Role.UNIT_HEAD, "Громов", "Павел", "Николаевич", SOCIAL, UNITS[1].short),
    Player("labour", Role.UNIT_HEAD, "Тихонова", "Елена", "Викторовна", LABOUR, UNITS[2].short),
    Player("control", Role.UNIT_HEAD, "Мельник", "Вадим", "Петрович", CONTROL, UNITS[4].short),
    Player("household", Role.UNIT_HEAD, "Лаптев", "Олег", "Игоревич", HOUSEHOLD, UNITS[5].short),
    Player("analyst", Role.ANALYST, "Зимина", "Дарья", "Олеговна", "", "Обратная связь и удовлетворённость"),
    Player("employee", Role.EMPLOYEE, "Кравцов", "Илья", "Романович", "", "Читает и обсуждает"),
    Player("group", Role.WORKING_GROUP, "Орехова", "Нина", "Павловна", "", "Видит все органы региона"),
    Player("admin", Role.ADMINISTRATOR, "Рябов", "Денис", "Юрьевич", "", "Учётные записи и настройки"),
)

APPROVED_ON = date(2023, 9, 26)
APPROVED_BY = "протокол заочного заседания рабочей группы от 26.09.2023 № 1"


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the demonstration and the measures whose results of its kind it fulfils."""

    kind: str
    number: str
    dated: date
    measures: tuple[str, ...]


ORDER_201 = Paper("order", "201", date(2024, 2, 29), tuple(f"2.{group}.1" for group in range(1, 10)))
PAPERS: tuple[Paper, ...] = (
    Paper("order", "912", date(2023, 11, 30), ("1.1",)),
    Paper("order", "978", date(2023, 12, 20), ("1.3",)),
    Paper("order", "1004", date(2023, 12, 28), ("1.4",)),
    Paper("order", "141", date(2024, 2, 12), ("1.8",)),
    Paper("report", "14", date(2024, 2, 26), ("2.1.2",)),
    Paper("report", "15", date(2024, 2, 28), ("2.2.2",)),
    Paper("report", "19", date(2024, 3, 7), ("2.3.2",)),
    Paper("report", "21", date(2024, 3, 12), ("2.4.2",)),
    Paper("report", "16", date(2024, 2, 29), ("2.6.2",)),
    Paper("order", "238", date(2024, 3, 13), ("1.6",)),
)

# Minutes of the working group that moved dates: those of the internal groups that were still at work.
MINUTES = Paper("minutes", "2", date(2024, 2, 28), ("2.7.2", "2.8.2", "2.9.2"))
MOVED_TO = date(2024, 4, 26)
MOVED_BECAUSE = "Перечень внутренних клиентов уточняется после изменения структуры Департамента."

STARTED: dict[str, date] = {
    "1.2": date(2024, 2, 19),
    "1.5": date(2024, 1, 22),
    "1.7": date(2024, 3, 11),
    "2.1.3": date(2024, 3, 4),
    "2.2.3": date(2024, 3, 4),
    "2.3.3": date(2024, 3, 11),
    "2.5.2": date(2024, 2, 5),
    "2.6.3": date(2024, 3, 11),
    "2.7.2": date(2024, 2, 12),
    "2.8.2": date(2024, 2, 12),
    "2.9.2": date(2024, 2, 20),
}


@dataclass(frozen=True, slots=True)
class Remark:
    """A message in the discussion of a measure."""

    measure: str
    login: str
    on: date
    text: str


REMARKS: tuple[Remark, ...] = (
    Remark(
        "2.1.1",
        "coordinator",
        date(2024, 3, 1),
        "Приказ № 201 подписан. Жду от управлений сведения для отчёта.",
    ),
    Remark(
        "2.1.1",
        "finance",
        date(2024, 3, 5),
        "Сведения по выплатам передадим до 20 марта: проверяем перечень МФЦ.",
    ),
    Remark("2.1.1", "responsible", date(2024, 3, 6), "Прошу не позднее 20 марта: отчёт уже просрочен."),
    Remark(
        "1.5",
        "social",
        date(2024, 3, 12),
        "Готовы карты по 9 услугам из 14. Осталось интервью в двух учреждениях.",
    ),
    Remark(
        "2.5.2",
        "finance",
        date(2024, 3, 4),
        "Не хватает данных о посетителях сайта; запросили у оператора портала.",
    ),
    Remark("1.2", "labour", date(2024, 3, 14), "Схему модели согласовали, замечаний нет."),
)
