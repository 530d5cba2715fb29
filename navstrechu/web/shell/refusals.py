"""A refusal of a service, put beside the field of the form that it concerns."""

from django import forms

from navstrechu.core.errors import Conflict, InputRefused

UNPROCESSABLE = 422


def refuse(form: forms.Form, error: InputRefused | Conflict, field: str | None = None) -> int:
    """Put the sentence into the form; the answer is the status of the page that shows it again."""
    form.add_error(field if field in form.fields else None, str(error.message))
    return 409 if isinstance(error, Conflict) else UNPROCESSABLE
