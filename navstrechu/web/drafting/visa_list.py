"""The list of visas while it is being made: lines that are added, removed and put in order, with or without
scripts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.core.errors import InputRefused
from navstrechu.drafting.queries.agreement import VisaList
from navstrechu.drafting.values import VisaWanted
from navstrechu.drafting.vocabulary import VisaOrder, visa_orders
from navstrechu.organisation.models import Post

ADD, REMOVE, UP, DOWN = "add", "remove", "up", "down"
USUAL_TERM = 3
_MOST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A visa of the list: the post, and the term as it was typed."""

    post: Post
    term: str
    holder: str = ""

    @property
    def days(self) -> int:
        """Working days; 0, which no list may have, for what is no number."""
        typed = self.term.strip()
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= _MOST_DIGITS else 0


class PostChoice(forms.ModelChoiceField):
    """A post by its title and who holds it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.holders: Mapping[int, str] = {}

    def label_from_instance(self, obj: Post) -> str:
        holder = self.holders.get(obj.pk, "")
        return f"{obj.title} – {holder}" if holder else obj.title


class VisaListForm(forms.Form):
    """The order of visas, and the line that is added next."""

    order = forms.ChoiceField(
        label=gettext_lazy("Как ставятся визы"),
        choices=visa_orders,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Выберите, как ставятся визы.")},
    )
    new_post = PostChoice(
        label=gettext_lazy("Должность"),
        queryset=Post.objects.none(),
        required=False,
        empty_label=gettext_lazy("Выберите должность"),
    )
    new_term = forms.CharField(
        label=gettext_lazy("Срок, рабочих дней"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "4"}),
    )

    def __init__(self, *args: Any, posts: Any, holders: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["new_post"]
        assert isinstance(field, PostChoice)  # noqa: S101 – for the type checker
        field.queryset, field.holders = posts, holders


@dataclass(frozen=True, slots=True)
class TypedList:
    """The list as it stands on the page."""

    lines: tuple[Line, ...]
    order: str

    @classmethod
    def of_last(cls, last: VisaList, holders: Mapping[int, str]) -> "TypedList":
        """What the page begins with."""
        lines = (Line(one.post, str(one.term_days), holders.get(one.post.pk, "")) for one in last.visas)
        return cls(tuple(lines), last.order.value)

    @classmethod
    def of_post(cls, data: QueryDict, posts: Mapping[int, Post], holders: Mapping[int, str]) -> "TypedList":
        """What was sent; a post that is not there any more is left out, a chosen one is added at the end."""
        typed = [*zip(data.getlist("post"), data.getlist("term"), strict=False)]
        if data.get("action", ADD) == ADD:
            typed.append((data.get("new_post", ""), data.get("new_term", "") or str(USUAL_TERM)))
        known = {str(pk): post for pk, post in posts.items()}
        lines = {
            pk: Line(known[pk], term, holders.get(known[pk].pk, "")) for pk, term in typed if pk in known
        }
        order = data.get("order", "")
        return cls(tuple(lines.values()), order if order in set(VisaOrder) else VisaOrder.SEQUENTIAL.value)

    def changed(self, action: str) -> "TypedList":
        """The list after a button of a line: «up-3» is the post 3 one place earlier."""
        verb, _dash, post = action.partition("-")
        places = [place for place, line in enumerate(self.lines) if str(line.post.pk) == post]
        if not places:
            return self
        lines, place = list(self.lines), places[0]
        line = lines.pop(place)
        if verb == UP:
            lines.insert(max(place - 1, 0), line)
        elif verb == DOWN:
            lines.insert(place + 1, line)
        return TypedList(tuple(lines), self.order)

    def wanted(self) -> list[VisaWanted]:
        """What the service is given. Raises InputRefused naming the post whose term is no number of days."""
        for line in self.lines:
            if not line.days:
                raise InputRefused(
                    _("Срок визы «{post}» – число рабочих дней от 1 до 60.").format(post=line.post.title)
                )
        return [VisaWanted(line.post, line.days) for line in self.lines]
