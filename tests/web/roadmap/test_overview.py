"""Matrix, posts and tasks."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from navstrechu.accounts.roles import Role
from navstrechu.organisation.models import Post
from tests.factories.organisation import agency, member
from tests.factories.roadmap import read_measure, reading, roadmap
from tests.sessions import sign_in
from tests.web.visiting import section, texts, tree, visitor

pytestmark = pytest.mark.django_db
BASE = "/agency/dsz/roadmap/"
CELLS = "//table[@class='matrix']//tbody//td/a"
demonstration = pytest.mark.usefixtures("demonstration")


@demonstration
def test_matrix_has_nine_groups_of_seven_stages():
    page = visitor("employee").get(BASE)

    rows = tree(page).xpath("//table[@class='matrix']//tbody/tr")
    assert [len(row.xpath("./td/a")) for row in rows] == [7] * 9
    assert [text.replace("\u00ad", "") for text in texts(page, "//table[@class='matrix']/thead//th")] == [
        "Группа процессов", "Точки взаимодействия", "Сегментация клиентов", "Оценка удовлетворённости",
        "Правила взаимодействия", "Целевое состояние", "План реинжиниринга", "Реинжиниринг",
    ]  # fmt: skip


@demonstration
def test_matrix_cell_says_number_state_documents_and_date():
    page = visitor("employee").get(BASE)

    cells = dict(zip(tree(page).xpath(f"{CELLS}/@href"), tree(page).xpath(CELLS), strict=True))
    moved, both = cells[f"{BASE}measures/2.7.2/"], cells[f"{BASE}measures/2.1.1/"]
    assert both.get("title") == (
        "2.1.1. Сформирован перечень точек взаимодействия с клиентом в рамках предоставления услуг "
        "(сервисов) и "
        "утвержден порядок его ведения – Просрочено"
    )
    assert [found.get("aria-label") for found in both.iter("{*}svg")] == ["Просрочено"]
    assert texts(page, f"({CELLS})[1]") == ["2.1.1 1/2 документов срок 29.02.2024"]
    assert " ".join(moved.text_content().split()) == "2.7.2 срок 26.04.2024 перенесён"


@demonstration
def test_matrix_shows_the_general_measures():
    page = visitor("employee").get(BASE)

    assert texts(page, "//section[@aria-labelledby='section-1']//h2") == [
        "1. Общеорганизационные мероприятия"
    ]
    assert [text.split()[0] for text in texts(page, "//section[@aria-labelledby='section-1']//li/a")] == [
        f"1.{number}" for number in range(1, 9)
    ]


@demonstration
def test_legend_counts_lead_to_their_rows():
    client = visitor("employee")

    page = client.get(BASE)

    legend = "//section[@aria-labelledby='summary']//*[@class='legend']"
    assert texts(page, f"{legend}/li") == [
        "Выполнено 6", "Выполнено с опозданием 4", "Ожидает документа 0", "В работе 5", "Под угрозой 15",
        "Просрочено 10", "Не начато 31",
    ]  # fmt: skip
    rows = [len(texts(client.get(url), "//tbody/tr[@id]")) for url in tree(page).xpath(f"{legend}//a/@href")]
    assert rows == [6, 4, 5, 15, 10, 31]


def test_work_of_a_group_that_is_no_stage_stands_outside_the_matrix():
    own = agency()
    roadmap(own, reading(read_measure("1.1"), read_measure("2.1.1", title="Проведён опрос сотрудников")))

    page = sign_in(member(Role.EMPLOYEE, own)).get(f"/agency/{own.code}/roadmap/?as_of=15.03.2024")

    assert texts(page, "//ul[@class='matrix-row']/li/a/*[@class='cell-link__note clamp']") == [
        "Назначен ответственный 1.1", "Проведён опрос сотрудников",
    ]  # fmt: skip
    assert texts(page, "//table[@class='matrix']//tbody//td") == ["нет мероприятия"] * 7


@demonstration
def test_posts_stand_with_holders_counts_and_measures():
    page = visitor("employee").get(f"{BASE}posts/")

    sections = tree(page).xpath("//section[@class='load']")
    assert texts(page, "//section[@class='load']//summary") == [
        "Отвечает: 38 мероприятий", "Соисполнитель: 9 мероприятий", "Отвечает: 32 мероприятия",
        "Соисполнитель: 39 мероприятий", "Отвечает: 1 мероприятие", "Соисполнитель: 45 мероприятий",
        "Соисполнитель: 45 мероприятий", "Соисполнитель: 7 мероприятий", "Соисполнитель: 7 мероприятий",
    ]  # fmt: skip
    assert [len(found.xpath(".//details//li")) for found in sections] == [47, 71, 1, 45, 45, 7, 7]
    assert texts(page, "//section[@class='load'][2]//*[@class='legend']/li") == [
        "Просрочено 9", "Под угрозой 10", "Не начато 9", "Выполнено с опозданием 2", "Выполнено 2",
    ]  # fmt: skip


@demonstration
def test_counts_of_a_post_lead_to_their_rows():
    client = visitor("employee")

    links = tree(client.get(f"{BASE}posts/")).xpath(
        "//section[@class='load'][2]//*[@class='legend']//a/@href"
    )

    assert [len(texts(client.get(url), "//tbody/tr[@id]")) for url in links] == [9, 10, 9, 2, 2]


@demonstration
def test_tasks_of_a_unit_head_by_urgency():
    page = visitor("control").get(f"{BASE}tasks/")

    assert texts(page, "//h1") == ["Мои задачи"]
    assert texts(page, "//main//h2") == ["Просрочено 1", "Под угрозой 1", "Дальше по плану 4", "Выполнено 1"]
    assert section(page, "pile-2") == [
        "2.3.4 Утвержден порядок (правила) взаимодействия с клиентом в рамках осуществления государственного "
        "контроля (надзора) Ждёт результата мероприятий: 2.3.1 нет приказа соисполнитель Под угрозой "
        "осталось 70 рабочих дней срок 28.06.2024"
    ]


@demonstration
def test_tasks_can_be_narrowed_to_what_one_answers_for():
    page = visitor("coordinator").get(f"{BASE}tasks/?part=responsible")

    assert texts(page, "//main//h2") == [
        "Просрочено 9",
        "Под угрозой 10",
        "Дальше по плану 9",
        "Выполнено 10",
    ]


@demonstration
@pytest.mark.parametrize("login", ["analyst", "employee", "admin"])
def test_person_without_a_post_is_offered_to_choose_one(login: str):
    page = visitor(login).get(f"{BASE}tasks/")

    assert texts(page, "//*[@class='empty__title']") == ["За вами не закреплена должность"]
    assert len(tree(page).xpath("//select[@name='post']/option[@value!='']")) == 7


@demonstration
def test_tasks_of_a_chosen_post():
    post = Post.objects.get(title__startswith="Начальник отдела государственного")

    page = visitor("employee").get(f"{BASE}tasks/?post={post.pk}")

    assert texts(page, "//h1") == ["Задачи должности"]
    assert texts(page, "//p[@class='page-head__lead']") == [
        "Начальник отдела государственного, ведомственного контроля и трудовой миграции Департамента – "
        "Мельник В. П.. "
        "Отвечает за 0 мероприятий, выполнено 0; соисполнитель ещё в 7."
    ]


@demonstration
@pytest.mark.parametrize("post", ["0", "999999", "х", "-1"])
def test_tasks_of_a_post_that_the_plan_does_not_name(post: str):
    assert visitor("employee").get(f"{BASE}tasks/?post={post}").status_code == 404


@pytest.mark.parametrize("path", ["", "table/", "posts/", "tasks/"])
@pytest.mark.parametrize(("role", "links"), [(Role.COORDINATOR, 2), (Role.EMPLOYEE, 0)])
def test_pages_before_the_first_import(path: str, role: Role, links: int):
    own = agency()

    page = sign_in(member(role, own)).get(f"/agency/{own.code}/roadmap/{path}")

    assert page.status_code == 200
    assert texts(page, "//*[@class='empty__title']") == ["Дорожной карты пока нет"]
    assert len(tree(page).xpath("//*[@class='empty']//a")) == links


@pytest.mark.parametrize("path", ["", "roadmap/", "roadmap/table/", "roadmap/posts/", "roadmap/tasks/"])
def test_queries_do_not_depend_on_the_number_of_measures(path: str):
    counts = set()
    for numbers in (["1.1"], ["1.1", "1.2", "2.1.1"]):
        own = agency()
        roadmap(own, reading(*map(read_measure, numbers)))
        client, url = sign_in(member(Role.COORDINATOR, own)), f"/agency/{own.code}/{path}?as_of=01.04.2024"
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        counts.add(len(captured))

    assert len(counts) == 1
