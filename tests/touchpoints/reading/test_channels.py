"""Through which channel a touchpoint is."""

import pytest

from navstrechu.processes.vocabulary import CATEGORY_TITLES, ChannelCategory
from navstrechu.touchpoints.reading.channels import ReadChannel, channel_by_name, channel_said, split_channel
from navstrechu.touchpoints.reading.checks import CHANNEL_LABELS
from navstrechu.touchpoints.reading.tree import Channel


def test_channels_are_those_of_the_dictionary():
    assert {channel.value: CHANNEL_LABELS[channel] for channel in Channel} == {
        category.value: CATEGORY_TITLES[category] for category in ChannelCategory
    }


@pytest.mark.parametrize(
    ("cell", "channel", "others"),
    [
        ("личный прием", Channel.IN_PERSON, ()),
        ("Личный приём", Channel.IN_PERSON, ()),
        ("очно", Channel.IN_PERSON, ()),
        ("цифровая", Channel.DIGITAL, ()),
        ("Цифровой канал", Channel.DIGITAL, ()),
        ("онлайн", Channel.ONLINE, ()),
        ("он-лайн", Channel.ONLINE, ()),
        ("офлайн", Channel.OFFLINE, ()),
        ("Оффлайн", Channel.OFFLINE, ()),
        ("онлайн, личный прием", Channel.ONLINE, (Channel.IN_PERSON,)),
    ],
)
def test_channel_in_words_of_the_order(cell: str, channel: Channel, others: tuple[Channel, ...]):
    assert channel_said(cell) == ReadChannel(channel, said=True, others=others)


@pytest.mark.parametrize(
    ("cell", "channel"),
    [
        ("портал", Channel.DIGITAL),
        ("МФЦ", Channel.IN_PERSON),
        ("по почте", Channel.OFFLINE),
        ("всякий", None),
    ],
)
def test_kind_in_the_column_of_channels_is_a_guess(cell: str, channel: Channel | None):
    assert channel_said(cell) == ReadChannel(channel, said=False)


@pytest.mark.parametrize(
    ("cell", "name", "channel"),
    [
        ("МФЦ (личный прием)", "МФЦ", Channel.IN_PERSON),
        ("МФЦ «Мои документы» (личный приём)", "МФЦ «Мои документы»", Channel.IN_PERSON),
        ("ЕПГУ – цифровая", "ЕПГУ", Channel.DIGITAL),
        ("Сайт, онлайн", "Сайт", Channel.ONLINE),
        ("Офлайн: почтовый адрес", "почтовый адрес", Channel.OFFLINE),
        ("Единый портал (ЕПГУ)", "Единый портал (ЕПГУ)", None),
        ("https://услуги.рф/онлайн", "https://услуги.рф/онлайн", None),
        ("Сайт услуги.рф, онлайн", "Сайт услуги.рф", Channel.ONLINE),
        ("Личный прием", "Личный прием", None),
        ("Кабинет 5 (вход со двора)", "Кабинет 5 (вход со двора)", None),
    ],
)
def test_channel_behind_the_name_is_taken_off(cell: str, name: str, channel: Channel | None):
    assert split_channel(cell) == (name, ReadChannel(channel) if channel else None)


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("Личный прием", ReadChannel(Channel.IN_PERSON, said=True)),
        ("Личный кабинет на сайте", ReadChannel(Channel.DIGITAL, said=False)),
        ("Мобильное приложение", ReadChannel(Channel.DIGITAL, said=False)),
        ("Электронная почта", ReadChannel(Channel.DIGITAL, said=False)),
        ("Почта России", ReadChannel(Channel.OFFLINE, said=False)),
        ("Видеоконференция", ReadChannel(Channel.ONLINE, said=False)),
        ("МФЦ", ReadChannel(Channel.IN_PERSON, said=False)),
        ("Журнал", ReadChannel(None, said=False)),
    ],
)
def test_name_alone_is_a_guess(name: str, read: ReadChannel):
    assert channel_by_name(name) == read
