"""An empty installation is set up once, by whoever holds the code, as a whole or not at all."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.history.models import Event
from navstrechu.history.services import SYSTEM
from navstrechu.organisation import set_up_code
from navstrechu.organisation.models import Agency, Region
from navstrechu.organisation.permissions import roles_in
from navstrechu.organisation.services.agency import create_region
from navstrechu.organisation.services.first_steps import FirstAccount, set_up
from tests.factories import NOON

NAMES = {
    "full_name": "Департамент труда", "full_name_genitive": "Департамента труда", "short_name": "Дептруд",
    "called": "Департамент", "called_genitive": "Департамента", "called_dative": "Департаменту",
    "called_instrumental": "Департаментом", "called_prepositional": "Департаменте", "place": "г. Орёл",
}  # fmt: skip


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


def try_to_set_up(code: str, login: str = "ivanova", password: str = "Слон идёт на север") -> User:
    return set_up(
        typed_code=code,
        region={"code": "orel", "name": "Орловская область"},
        code="deptrud",
        names=NAMES,
        account=FirstAccount(login, "Иванова О. П.", password),
        at=NOON,
    )


def nothing_is_stored() -> bool:
    return not any(model.objects.exists() for model in (Agency, Region, User, Event))


def test_code_is_kept_with_owner_only_rights_and_stays_the_same(data_folder: Path):
    code = set_up_code.issue()

    assert set_up_code.issue() == code
    assert [path.name for path in data_folder.iterdir()] == ["set_up_code"]
    assert stat.S_IMODE((data_folder / "set_up_code").stat().st_mode) == 0o600


@pytest.mark.django_db(transaction=True)
def test_region_agency_and_account_are_made_with_their_history(data_folder: Path):
    user = try_to_set_up(set_up_code.issue().lower().replace("-", " "))

    agency = Agency.objects.get()
    assert (agency.code, agency.region.code, agency.full_name) == ("deptrud", "orel", "Департамент труда")
    assert roles_in(user, agency) == {Role.ADMINISTRATOR, Role.COORDINATOR}
    assert list(Event.objects.order_by("pk").values_list("verb", "actor_name")) == [
        (verb, "Система")
        for verb in (
            "installation_set_up", "region_created", "agency_created", "process_groups_seeded",
            "account_created", "role_granted", "role_granted",
        )
    ]  # fmt: skip
    assert list(data_folder.iterdir()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["", "AAAA-AAAA-AAAA", "код"])
def test_wrong_code_saves_nothing(code: str):
    set_up_code.issue()

    with pytest.raises(set_up_code.WrongCode):
        try_to_set_up(code)

    assert nothing_is_stored()


@pytest.mark.django_db
def test_without_an_issued_code_nothing_opens():
    with pytest.raises(set_up_code.WrongCode):
        try_to_set_up("")


@pytest.mark.django_db
def test_weak_password_saves_nothing():
    with pytest.raises(InputRefused):
        try_to_set_up(set_up_code.issue(), password="12345")

    assert nothing_is_stored()


@pytest.mark.django_db
def test_region_made_at_the_console_is_taken():
    made = create_region(code="orel", name="Орловская область", by=SYSTEM, at=NOON)

    try_to_set_up(set_up_code.issue())

    assert Agency.objects.get().region == made


@pytest.mark.django_db
def test_second_set_up_is_refused_even_with_the_code():
    code = set_up_code.issue()
    try_to_set_up(code)

    with pytest.raises(Conflict) as refusal:
        try_to_set_up(code, login="petrova")

    assert str(refusal.value).startswith("Система уже настроена")
    assert list(User.objects.values_list("login", flat=True)) == ["ivanova"]


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_makes_the_agency():
    code, together = set_up_code.issue(), Barrier(2)

    def send(_number: int) -> str:
        together.wait(timeout=20)
        try:
            return try_to_set_up(code).login
        except Conflict as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(send, range(2)))

    assert answers[0] == "ivanova"
    assert answers[1].startswith("Система уже настроена")
    assert (Agency.objects.count(), Region.objects.count(), User.objects.count()) == (1, 1, 1)
