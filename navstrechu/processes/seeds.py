"""What a new agency starts with: the roadmap's nine groups of processes and the usual kinds of channels.

Source: headings 2.1–2.9 of the roadmap, set against the directions of order 201, clause 2.2; kinds of
channels as the federal typology has them, put under the four words of clause 1.2.4. All of it can be changed.
"""

from dataclasses import dataclass

from navstrechu.processes.vocabulary import ChannelCategory, ClientSide


@dataclass(frozen=True, slots=True)
class GroupSeed:
    """A group; ``{agency}`` in its title is what the agency goes by, in the genitive case."""

    number: int
    title: str
    client: ClientSide
    direction: str

    @property
    def roadmap_section(self) -> str:
        return f"2.{self.number}"


_EXTERNAL, _INTERNAL = ClientSide.EXTERNAL, ClientSide.INTERNAL
# Titles stand in printed registers: wording of the roadmap, not to be translated.
GROUPS = (
    GroupSeed(1, "Процессы предоставления услуг (сервисов)", _EXTERNAL, "а"),
    GroupSeed(2, "Процессы предоставления мер государственной поддержки", _EXTERNAL, ""),
    GroupSeed(3, "Процессы осуществления государственного контроля (надзора)", _EXTERNAL, "б"),
    GroupSeed(4, "Процессы рассмотрения обращений и запросов", _EXTERNAL, "в"),
    GroupSeed(5, "Процессы обеспечения доступа к информации о деятельности {agency}", _EXTERNAL, "г"),
    GroupSeed(6, "Процессы взаимодействия с внутренним клиентом", _INTERNAL, "д"),
    GroupSeed(
        7,
        "Процессы взаимодействия с внутренним клиентом по вопросам информационно-технического обеспечения",
        _INTERNAL,
        "е",
    ),
    GroupSeed(
        8,
        "Процессы взаимодействия с внутренним клиентом по вопросам ведения бухгалтерского учета",
        _INTERNAL,
        "ж",
    ),
    GroupSeed(
        9,
        "Процессы взаимодействия с внутренним клиентом по вопросам осуществления "
        "административно-хозяйственной деятельности",
        _INTERNAL,
        "з",
    ),
)

CHANNELS: dict[ChannelCategory, tuple[str, ...]] = {
    ChannelCategory.IN_PERSON: ("Личный прием", "Выездной прием"),
    ChannelCategory.DIGITAL: (
        "Официальный сайт",
        "Портал государственных услуг",
        "Мобильное приложение",
        "Социальная сеть",
        "Мессенджер",
        "Чат-бот",
        "Голосовой помощник",
        "Колл-центр",
        "Программный интерфейс",
        "Служебная информационная система",
    ),
    ChannelCategory.ONLINE: ("Электронная почта", "Видеосвязь"),
    ChannelCategory.OFFLINE: (
        "Место приема в органе",
        "МФЦ «Мои документы»",
        "Центр «Мой бизнес»",
        "Центр занятости населения",
        "Почтовое отправление",
        "Информационный стенд",
    ),
}
