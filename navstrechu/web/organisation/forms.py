"""Forms of the organisation's pages: what is typed becomes values; the services decide."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from navstrechu.accounts.passwords import rule_hint
from navstrechu.accounts.roles import ROLES, Role
from navstrechu.organisation.models import Agency, Person, Post, Unit
from navstrechu.organisation.models.agency import day_off_rules
from navstrechu.organisation.models.structure import Rank, ranks
from navstrechu.organisation.queries import people_of, unit_tree
from navstrechu.organisation.rules import MOST_RISK_DAYS
from navstrechu.organisation.time_zones import time_zones
from navstrechu.web.accounts.forms import offer_keys
from navstrechu.web.shell.asked import indented
from navstrechu.web.shell.submission import VersionedForm
from navstrechu.web.shell.widgets import DateField


class UnitField(forms.ModelChoiceField):
    """An open unit of the agency, shown as a tree."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Unit.objects.none(), required=False, **kwargs)

    def offer(self, agency: Agency) -> None:
        """Fill the choices with the units of this agency."""
        self.queryset = agency.units.filter(closed_on=None)
        self.widget.choices = [
            ("", self.empty_label or ""),
            *indented(unit_tree(agency)),
        ]


class UnitForm(forms.Form):
    """A unit's name and place in the tree."""

    name = forms.CharField(label=_("Наименование"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    parent = UnitField(label=_("Входит в"), empty_label=_("непосредственно в орган"))
    position = forms.IntegerField(
        label=_("Порядок"),
        min_value=0,
        max_value=999,
        initial=0,
        help_text=_("Подразделения с меньшим числом стоят выше."),
    )

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].offer(agency)  # type: ignore[attr-defined]


class UnitEditForm(UnitForm, VersionedForm):
    """The same under a version."""


class PostForm(forms.Form):
    """A post's printed title, unit and level."""

    title = forms.CharField(
        label=_("Наименование должности"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Дословно, как в дорожной карте и приказах: по нему система узнаёт исполнителя."),
    )
    unit = UnitField(label=_("Подразделение"), empty_label=_("вне подразделений"))
    rank = forms.ChoiceField(label=_("Уровень"), choices=ranks, initial=Rank.EMPLOYEE.value)

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(agency)  # type: ignore[attr-defined]


class PostEditForm(PostForm, VersionedForm):
    """The same under a version."""


class CloseForm(forms.Form):
    """From which day a unit or a post is no more."""

    closed_on = DateField(label=_("С какого дня"))


class PersonForm(forms.Form):
    """A name as documents print it."""

    surname = forms.CharField(label=_("Фамилия"), max_length=80)
    first_name = forms.CharField(label=_("Имя"), max_length=80)
    patronymic = forms.CharField(label=_("Отчество"), max_length=80, required=False)


class PersonEditForm(PersonForm, VersionedForm):
    """The same under a version."""


class AccountLinkForm(forms.Form):
    """Whose account it is."""

    account = forms.ChoiceField(
        label=_("Учётная запись"),
        required=False,
        help_text=_("По ней сотрудник видит «Мои задачи» своих должностей."),
    )

    def __init__(self, *args: Any, accounts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].choices = [("", _("нет")), *accounts]  # type: ignore[attr-defined]


class AppointmentForm(forms.Form):
    """Who holds a post and when."""

    person = forms.ModelChoiceField(
        label=_("Сотрудник"), queryset=Person.objects.none(), empty_label=_("выберите")
    )
    since = DateField(label=_("Первый день"))
    until = DateField(
        label=_("Последний день"), required=False, help_text=_("Оставьте пустым, если срок не установлен.")
    )
    is_acting = forms.BooleanField(label=_("Исполняет обязанности (и. о.)"), required=False)

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people_of(agency)  # type: ignore[attr-defined]


class EndForm(forms.Form):
    """The last day of an appointment."""

    until = DateField(label=_("Последний день"))


class SettingsForm(VersionedForm):
    """Names, place, calendar habits."""

    full_name = forms.CharField(
        label=_("Полное наименование"), max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )
    full_name_genitive = forms.CharField(
        label=_("Полное наименование в родительном падеже"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("«приказ (чего?) …»"),
    )
    short_name = forms.CharField(label=_("Краткое наименование"), max_length=120)
    called = forms.CharField(
        label=_("Как называть в документах"), max_length=80, help_text=_("Именительный падеж: «Департамент».")
    )
    called_genitive = forms.CharField(label=_("Родительный падеж (нет чего?)"), max_length=80)
    called_dative = forms.CharField(label=_("Дательный падеж (чему?)"), max_length=80)
    called_instrumental = forms.CharField(label=_("Творительный падеж (чем?)"), max_length=80)
    called_prepositional = forms.CharField(label=_("Предложный падеж (о чём?)"), max_length=80)
    place = forms.CharField(label=_("Место издания документов"), max_length=120)
    time_zone = forms.ChoiceField(label=_("Часовой пояс"))
    day_off_rule = forms.ChoiceField(
        label=_("Срок, выпавший на выходной, переносится"), choices=day_off_rules, widget=forms.RadioSelect
    )
    risk_working_days = forms.IntegerField(
        label=_("«Под угрозой срыва» за столько рабочих дней до срока"),
        min_value=0,
        max_value=MOST_RISK_DAYS,
        help_text=_("Мероприятие без документа становится жёлтым, когда до срока остаётся не больше этого."),
    )

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].choices = time_zones(agency.time_zone)  # type: ignore[attr-defined]


class CorrectionForm(forms.Form):
    """A day on which the agency departs from the official calendar."""

    day = DateField(label=_("День"))
    is_working = forms.TypedChoiceField(
        label=_("Этот день"),
        choices=[("no", _("выходной")), ("yes", _("рабочий"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Основание"), max_length=200, help_text=_("Например: указ губернатора от 10.01.2024 № 5.")
    )


def grantable_roles() -> list[tuple[str, object]]:
    """Roles of an agency; the working group belongs to the region and is not given here."""
    return [(role.value, ROLES[role].title) for role in Role if role is not Role.WORKING_GROUP]


class RoleForm(forms.Form):
    """A role for an account that exists."""

    login = forms.CharField(label=_("Логин"), max_length=60)
    role = forms.TypedChoiceField(label=_("Роль"), choices=grantable_roles, coerce=Role)


class AccountForm(forms.Form):
    """A new account with its first role."""

    login = forms.RegexField(
        r"^[A-Za-z0-9._@-]+$",
        label=_("Логин"),
        max_length=60,
        error_messages={"invalid": _("Латинские буквы, цифры, точка, дефис, подчёркивание и @.")},
        help_text=_("Латинские буквы, цифры, точка, дефис."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    display_name = forms.CharField(
        label=_("Имя в системе"), max_length=200, help_text=_("Так сотрудника видят другие: «Соколова М. А.»")
    )
    role = forms.TypedChoiceField(
        label=_("Роль"), choices=grantable_roles, coerce=Role, initial=Role.EMPLOYEE.value
    )
    password = forms.CharField(
        label=_("Начальный пароль"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=format_lazy("{} {}", rule_hint(), _("Передайте его лично; сотрудник сменит пароль сам.")),
    )


class InvitationForm(forms.Form):
    """Who is invited, with which role; with a post, the account becomes that of who holds it."""

    invited_name = forms.CharField(
        label=_("Кого приглашаете"), max_length=200, help_text=_("Фамилия и инициалы: «Соколова М. А.»")
    )
    email = forms.EmailField(
        label=_("Электронная почта"),
        required=False,
        help_text=_("На неё уйдёт письмо со ссылкой. Без адреса передайте ссылку сами."),
    )
    role = forms.TypedChoiceField(
        label=_("Роль"), choices=grantable_roles, coerce=Role, initial=Role.EMPLOYEE.value
    )
    unit = UnitField(label=_("Только в подразделении"), empty_label=_("во всём органе"))
    post = forms.ChoiceField(
        label=_("Чья это учётная запись"),
        required=False,
        help_text=_("Приглашённый сразу увидит «Мои задачи» этой должности."),
    )

    def __init__(self, *args: Any, agency: Agency, posts: list[tuple[Post, Person]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(agency)  # type: ignore[attr-defined]
        self._posts = {str(post.pk): post for post, _person in posts}
        offered = [(str(post.pk), f"{person.short_name} – {post.title}") for post, person in posts]
        self.fields["post"].choices = [("", _("не указывать")), *offered]  # type: ignore[attr-defined]

    def clean_post(self) -> Post | None:
        """The post itself."""
        return self._posts.get(self.cleaned_data["post"])


class PasswordForm(forms.Form):
    """A password that replaces a forgotten one; ``keys`` of programs that the account has can end with it."""

    password = forms.CharField(
        label=_("Новый пароль"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=format_lazy("{} {}", rule_hint(), _("Все сеансы сотрудника завершатся.")),
    )
    withdraws_keys = forms.BooleanField(required=False)

    def __init__(self, *args: Any, keys: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_keys(self, keys)


class ResetForm(forms.Form):
    """Why somebody's second factor is taken away; the journal keeps it."""

    reason = forms.CharField(
        label=_("Причина"),
        max_length=300,
        help_text=_("Например: «Потерян телефон, служебная записка № 12». Её увидят сотрудник и журнал."),
    )


def post_initial(post: Post) -> dict[str, Any]:
    """What the form of a post shows first."""
    return {"title": post.title, "unit": post.unit_id, "rank": post.rank, "version": post.version}
