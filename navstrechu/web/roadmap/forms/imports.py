"""Forms of loading a roadmap: the file or the pasted text, then by what it was approved."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from navstrechu.roadmap.headings import LikelyApproval
from navstrechu.roadmap.services.imports import Approval
from navstrechu.web.help.quotes import quoted
from navstrechu.web.shell.uploads import UploadField, content_of
from navstrechu.web.shell.widgets import DateField


class RoadmapFileField(UploadField):
    """A file over the limit is refused here; what else is wrong with it the reading says more precisely."""

    def _require_evidence(self, uploaded: UploadedFile) -> None:
        """Anything may be tried."""


class SourceForm(forms.Form):
    """Where the roadmap is read from."""

    file = RoadmapFileField(
        label=gettext_lazy("Файл дорожной карты"),
        required=False,
        help_text=gettext_lazy("DOCX, XLSX, PDF с текстом или TXT, не больше 20 МБ, без макросов"),
    )
    text = forms.CharField(
        label=gettext_lazy("Или вставьте таблицу из Word или Excel"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text=gettext_lazy("Выделите таблицу вместе с заголовками столбцов, скопируйте и вставьте сюда."),
    )

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two."""
        cleaned = super().clean() or {}
        has_file, has_text = bool(cleaned.get("file")), bool((cleaned.get("text") or "").strip())
        if has_file and has_text:
            self.add_error("text", _("Выбран файл и вставлен текст. Оставьте что-то одно."))
        if not has_file and not has_text and "file" not in self.errors:
            self.add_error("file", _("Выберите файл или вставьте таблицу в поле ниже."))
        return cleaned

    def source(self) -> tuple[str, bytes]:
        """Name and bytes of what was given to a valid form."""
        uploaded = self.cleaned_data.get("file")
        if uploaded:
            return uploaded.name or "", content_of(uploaded)
        return _("вставленный текст.txt"), self.cleaned_data["text"].encode()


class ApprovalForm(forms.Form):
    """By what the plan or its new edition was approved; ``seen`` tells whether the plan changed meanwhile."""

    basis = quoted(
        forms.CharField(
            label=gettext_lazy("Чем утверждена"),
            max_length=300,
            help_text=gettext_lazy("Например: протокол заседания рабочей группы от 26.09.2023 № 1"),
            error_messages={"required": gettext_lazy("Укажите протокол или иной документ об утверждении.")},
        ),
        "roadmap:approval",
    )
    approved_on = DateField(
        label=gettext_lazy("Дата утверждения"),
        error_messages={
            "required": gettext_lazy("Укажите дату утверждения."),
            "invalid": gettext_lazy("Такой даты нет. Введите дату вида 26.09.2023."),
        },
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    @classmethod
    def suggesting(cls, likely: LikelyApproval | None) -> "ApprovalForm":
        """Filled from the heading of the file, empty where it says nothing."""
        known = {"basis": likely.basis, "approved_on": likely.approved_on} if likely else {}
        return cls(initial=known)

    def approval(self) -> Approval:
        """What a valid form says."""
        return Approval(self.cleaned_data["basis"], self.cleaned_data["approved_on"])
