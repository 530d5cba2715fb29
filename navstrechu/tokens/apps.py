from django.apps import AppConfig


class TokensConfig(AppConfig):
    name = "navstrechu.tokens"
    label = "tokens"

    def ready(self) -> None:
        from navstrechu.history import wording  # noqa: PLC0415 – models must be loaded first
        from navstrechu.tokens import events  # noqa: PLC0415

        wording.register(events.VERBS, events.FIELDS)
