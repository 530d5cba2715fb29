"""Invented rows for the gallery: the components are shown with what they carry in the product."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest

from navstrechu.core.decision import denied
from navstrechu.core.findings import Finding, Level
from navstrechu.web.shell.looks import STATUS_LOOKS
from navstrechu.web.shell.widgets import DateField

STAGES = (
    "Точки взаимодействия",
    "Сегментация клиентов",
    "Удовлетворённость",
    "Правила взаимодействия",
    "Целевое состояние",
    "План реинжиниринга",
    "Реинжиниринг",
)
GROUPS = (
    "Предоставление услуг (сервисов)",
    "Меры государственной поддержки",
    "Государственный контроль (надзор)",
    "Разрешительная деятельность",
    "Государственные закупки",
    "Обращения граждан",
    "Кадровое обеспечение",
    "Документооборот",
    "Внутренний клиент",
)
DUES = (
    date(2024, 2, 29), date(2024, 2, 29), date(2024, 6, 17), date(2024, 6, 28),
    date(2024, 6, 28), date(2024, 7, 31), date(2024, 12, 31),
)  # fmt: skip
UNITS = {
    "coordination": "Начальник отдела межведомственного взаимодействия и подведомственных организаций",
    "finance": "Начальник управления финансового планирования организации предоставления социальных выплат",
    "labour": "Начальник управления труда и занятости",
}
_MATRIX = (
    "done done in_progress in_progress not_started not_started not_started",
    "done overdue in_progress not_started not_started not_started not_started",
    "done_late awaiting_document not_started at_risk not_started not_started not_started",
    "done done at_risk in_progress not_started not_started not_started",
    "done overdue not_started not_started not_started not_started not_started",
    "done done_late in_progress in_progress at_risk not_started not_started",
    "done awaiting_document in_progress not_started not_started not_started not_started",
    "awaiting_document done not_started not_started not_started not_started not_started",
    "done overdue in_progress at_risk not_started not_started not_started",
)
_MEASURES = (
    (
        "1.1",
        "Назначен ответственный за внедрение клиентоцентричности в должности не ниже заместителя "
        "руководителя Департамента",
        date(2023, 12, 1),
        "Заместитель руководителя Департамента",
        "done",
        1,
        1,
    ),
    (
        "1.2",
        "Утверждена модель внедрения клиентоцентричности в Департаменте",
        date(2024, 3, 29),
        UNITS["coordination"],
        "at_risk",
        0,
        1,
    ),
    (
        "1.3",
        "Утверждён порядок ведения реестра основных и отраслевых процессов Департамента",
        date(2023, 12, 22),
        UNITS["coordination"],
        "done_late",
        1,
        1,
    ),
    (
        "1.5",
        "Сформированы карты клиентских путей по всем услугам (сервисам) Департамента",
        date(2024, 3, 29),
        UNITS["finance"],
        "in_progress",
        0,
        1,
    ),
    (
        "1.8",
        "Утверждены планы оптимизации Департамента, которые получили оценку «В» и «Г» по итогам самопроверки",
        date(2023, 12, 7),
        UNITS["coordination"],
        "overdue",
        0,
        1,
    ),
    (
        "2.1.1",
        "Сформирован перечень точек взаимодействия с клиентом в рамках предоставления услуг (сервисов) "
        "и утверждён порядок его ведения",
        date(2024, 2, 29),
        UNITS["coordination"],
        "awaiting_document",
        1,
        2,
    ),
    (
        "2.1.2",
        "Проведена сегментация клиентов по всем услугам (сервисам)",
        date(2024, 2, 29),
        UNITS["finance"],
        "done",
        1,
        1,
    ),
    (
        "2.1.3",
        "Проведена оценка удовлетворённости по всем услугам (сервисам)",
        date(2024, 6, 17),
        UNITS["finance"],
        "in_progress",
        0,
        1,
    ),
    (
        "2.1.4",
        "Утверждён порядок (правила) взаимодействия с клиентом в рамках предоставления услуг (сервисов)",
        date(2024, 9, 30),
        UNITS["coordination"],
        "not_started",
        0,
        1,
    ),
    (
        "2.1.7",
        "Проведён реинжиниринг 10 % процессов предоставления услуг (сервисов)",
        date(2024, 12, 31),
        UNITS["labour"],
        "not_started",
        0,
        1,
    ),
)
_NOW = datetime(2024, 3, 15, 11, 42, tzinfo=UTC)


class DocumentForm(forms.Form):
    """The fields with which a result document is registered, and every other kind of control."""

    title = forms.CharField(label="Название документа", max_length=500)
    number = forms.CharField(label="Номер", max_length=30, help_text="Как в бланке, например 201 или 12-П")
    registered_on = DateField(label="Дата регистрации", help_text="Например 29.02.2024")
    post = forms.ChoiceField(
        label="Ответственная должность", choices=[("", "Выберите должность"), *UNITS.items()]
    )
    kind = forms.ChoiceField(
        label="Вид документа",
        choices=[("order", "Приказ"), ("report", "Отчёт"), ("protocol", "Протокол")],
        widget=forms.RadioSelect,
    )
    measures = forms.MultipleChoiceField(
        label="Какие мероприятия он закрывает",
        choices=[(number, f"{number} – {title[:58]}…") for number, title, *_ in _MEASURES[5:9]],
        widget=forms.CheckboxSelectMultiple,
        help_text="Один документ может закрыть несколько мероприятий",
    )
    scan = forms.FileField(
        label="Подписанный файл", required=False, help_text="PDF или DOCX, не больше 20 МБ"
    )
    note = forms.CharField(label="Примечание", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    is_public = forms.BooleanField(label="Показать на открытой странице органа", required=False)


def context(request: HttpRequest) -> dict[str, Any]:
    """Everything that the gallery page shows."""
    return {
        "statuses": list(STATUS_LOOKS),
        "states": [(code, look.label) for code, look in STATUS_LOOKS.items()],
        "posts": list(UNITS.items()),
        "legend": [(code, sum(row.split().count(code) for row in _MATRIX)) for code in STATUS_LOOKS],
        "composition": [
            (look.tone, sum(row.split().count(code) for row in _MATRIX))
            for code, look in STATUS_LOOKS.items()
        ],
        "stages": STAGES,
        "matrix": [_matrix_row(index) for index in range(len(GROUPS))],
        "measures": [_measure(*row) for row in _MEASURES],
        "columns": [
            (2, "Мероприятие"),
            (3, "Срок"),
            (4, "Ответственный"),
            (5, "Документы"),
            (6, "Состояние"),
        ],
        "filters": [("Ответственный: отдел межведомственного взаимодействия", "#"), ("Срок: I квартал", "#")],
        "page": Paginator(range(71), 10).page(3),
        "form": DocumentForm(prefix="new", initial={"registered_on": date(2024, 2, 29), "kind": "order"}),
        "bad_form": DocumentForm(prefix="bad", data={"bad-title": "", "bad-registered_on": "31.02.2024"}),
        "findings": _findings(),
        "events": _events(),
        "comments": _comments(),
        "changes": [("Срок", "31.07.2024", "16.09.2024"), ("Соисполнитель", "", UNITS["labour"])],
        "denied": denied("Переносить срок может только рабочая группа региона – решением протокола."),
        "mine": {"Срок": "16.09.2024", "Примечание": "По решению рабочей группы"},
        "theirs": {"Срок": "30.09.2024", "Примечание": "Протокол от 12.03.2024 № 4, пункт 2"},
        "tabs": [
            {"label": "Матрица", "url": "#", "icon": "grid-3x3", "current": True},
            {"label": "Таблица", "url": "#", "icon": "table-2", "count": 71},
            {"label": "По ответственным", "url": "#", "icon": "users"},
            {"label": "Проверки", "url": "#", "icon": "list-checks", "count": 12},
            {"label": "История", "url": "#", "icon": "history"},
        ],
        "crumbs": [("Дорожная карта", "#"), ("Процессы предоставления услуг", "#")],
        "facts": [
            ("Срок", "29 февраля 2024 г."),
            ("Ответственный", UNITS["coordination"]),
            ("Основание", "Приложение 12 к протоколу от 26.09.2023 № 1"),
            ("Квота реинжиниринга", "10 %"),
        ],
        "order": {
            "title": "Приказ от 29.02.2024 № 201",
            "url": "#",
            "file_url": "#",
            "file_name": "prikaz-201.pdf, 412 КБ",
        },
    }


def _matrix_row(index: int) -> dict[str, Any]:
    cells = [
        {
            "stage": stage,
            "status": status,
            "number": f"2.{index + 1}.{position + 1}",
            "due": DUES[position],
            "title": f"{stage}. {GROUPS[index]}",
        }
        for position, (stage, status) in enumerate(zip(STAGES, _MATRIX[index].split(), strict=True))
    ]
    done = sum(cell["status"] in {"done", "done_late"} for cell in cells)
    return {"number": f"2.{index + 1}", "group": GROUPS[index], "cells": cells, "done": done}


def _measure(
    number: str, title: str, due: date, post: str, status: str, documents: int, demanded: int
) -> dict[str, Any]:
    return {
        "number": number,
        "section": "1" if number.startswith("1.") else "2.1",
        "title": title,
        "due": due,
        "moved_from": date(2023, 12, 1) if number == "1.8" else None,
        "post": post,
        "status": status,
        "documents": documents,
        "demanded": demanded,
        "is_late": status == "overdue",
    }


def _findings() -> list[dict[str, Any]]:
    rows = (
        (
            Level.BLOCKER,
            "Мероприятие 1.8: не указано, что именно получило оценку «В» и «Г».",
            "Дорожная карта, 1.8",
        ),
        (
            Level.WARNING,
            "Срок 2.1.5 «Целевое состояние» (30.09.2024) наступает после срока 2.1.6, для которого оно нужно "
            "(31.07.2024).",
            "Дорожная карта, 2.1.5 и 2.1.6",
        ),
        (
            Level.WARNING,
            "Группы 2.2 «Меры государственной поддержки» нет среди восьми направлений.",
            "п. 2.2 Порядка",
        ),
    )
    findings = [Finding("sample", message, "1.8", level, source) for level, message, source in rows]
    return [
        {
            "level": finding.level,
            "message": finding.message,
            "source": finding.source,
            "url": "#",
            "action": action,
        }
        for finding, action in zip(findings, ("Исправить", "Сравнить сроки", "Открыть группу"), strict=True)
    ]


def _events() -> list[dict[str, Any]]:
    return [
        {
            "at": _NOW,
            "actor": "Рабочая группа региона",
            "text": "перенесён срок мероприятия 2.4.6",
            "changes": [("Срок", "31.07.2024", "16.09.2024")],
            "comment": "Протокол от 12.03.2024 № 4, пункт 2: закупка проводится во втором квартале.",
            "icon": "calendar-clock",
            "tone": "warning",
        },
        {
            "at": _NOW - timedelta(days=15),
            "actor": "Соколова А. В.",
            "text": "зарегистрирован приказ от 29.02.2024 № 201: он закрывает девять мероприятий",
            "icon": "file-check",
            "tone": "success",
        },
        {
            "at": _NOW - timedelta(days=104, hours=2),
            "actor": "Соколова А. В.",
            "text": "загружена дорожная карта: 71 мероприятие, 80 документов",
            "icon": "upload",
            "tone": "accent",
        },
    ]


def _comments() -> list[dict[str, Any]]:
    return [
        {
            "author": "Марченко Игорь Павлович",
            "post": "Начальник управления труда и занятости",
            "at": _NOW - timedelta(days=2),
            "text": "Отчёт по сегментации готов, не хватает профилей по мерам поддержки. Пришлём до пятницы.",
        },
        {
            "author": "Соколова Анна Викторовна",
            "post": "Координатор",
            "at": _NOW - timedelta(days=1),
            "text": "Спасибо! Без приложения документ не примем: в дорожной карте оно названо прямо.",
            "is_reply": True,
        },
    ]
