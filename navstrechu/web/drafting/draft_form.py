"""What the editor of a draft sends: the text, who signs, corrected forms, the amended document's text."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from navstrechu.documents.official.stored import text_of_json
from navstrechu.drafting.models import Draft
from navstrechu.drafting.values import DraftContent
from navstrechu.organisation.models import Post
from navstrechu.organisation.queries import posts_of
from navstrechu.web.drafting.text_form import CleanField, TextEditor, TextForm
from navstrechu.web.shell.submission import VersionedForm

BECOMES = "becomes"
_FORM, _REMEMBER = "form-", "remember-"


class PostField(forms.ModelChoiceField):
    """A post by its title and unit."""

    def label_from_instance(self, obj: Post) -> str:
        return f"{obj.title} ({obj.unit.name})" if obj.unit else obj.title


class DraftForm(TextForm, VersionedForm):
    """The text of the draft itself, its signatory and what the version is about."""

    signatory = PostField(
        label=_("Подписывает"),
        queryset=Post.objects.none(),
        required=False,
        error_messages={"invalid_choice": _("Такой должности нет или она закрыта. Выберите из списка.")},
    )
    note = CleanField(
        label=_("Чем вызвана версия"), max_length=300, help_text=_("Увидят те, кто сравнивает версии")
    )

    def __init__(self, *args: Any, draft: Draft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["signatory"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 – for the type checker
        field.queryset = posts_of(draft.agency)


class DraftEditor:
    """All fields of the page of one draft."""

    def __init__(self, draft: Draft, form: DraftForm, text: TextEditor, becomes: TextEditor | None) -> None:
        self.draft, self.form, self.text, self.becomes = draft, form, text, becomes
        self.forms: dict[str, str] = dict(draft.forms)
        self.remembered: set[str] = set()

    @classmethod
    def of_draft(cls, draft: Draft) -> "DraftEditor":
        """The fields with what is stored."""
        text = text_of_json(draft.text)
        initial = {
            **TextForm.values_of(text),
            "version": draft.version,
            "signatory": draft.signatory_id,
        }
        form = DraftForm(draft=draft, initial=initial)
        becomes = TextEditor.of_text(text_of_json(draft.becomes), BECOMES) if draft.becomes else None
        return cls(draft, form, TextEditor.of_text(text, main=form), becomes)

    @classmethod
    def of_post(cls, draft: Draft, data: QueryDict, do: str = "") -> "DraftEditor":
        """The fields as they were sent."""
        form = DraftForm(data, draft=draft)
        becomes = TextEditor.of_post(data, BECOMES, do=do) if draft.becomes else None
        editor = cls(draft, form, TextEditor.of_post(data, main=form, do=do), becomes)
        editor.forms = _sent(data, _FORM)
        editor.remembered = set(_sent(data, _REMEMBER))
        return editor

    def texts(self) -> list[TextEditor]:
        """Both texts, or the only one."""
        return [self.text, self.becomes] if self.becomes else [self.text]

    def is_readable(self) -> bool:
        """Whether the texts can be read, accepted or not."""
        return all(text.is_readable() for text in self.texts())

    def content(self) -> DraftContent:
        """What the service saves; call after `is_readable`."""
        return DraftContent(
            text=self.text.text(),
            becomes=self.becomes.text() if self.becomes else None,
            forms=self.forms,
            signatory=self.form.cleaned_data.get("signatory"),
        )


def _sent(data: QueryDict, prefix: str) -> dict[str, str]:
    """Names behind a prefix with what was typed, blanks left out."""
    return {
        name.removeprefix(prefix): " ".join(str(data[name]).split())
        for name in data
        if name.startswith(prefix) and str(data[name]).strip()
    }
