from django.apps import AppConfig


class TokensConfig(AppConfig):
    name = "navstrechu.tokens"
    label = "tokens"

    def ready(self) -> None:
        from navstrechu.accounts.hooks import register_other_access  # noqa: PLC0415 – models must be loaded
        from navstrechu.history import wording  # noqa: PLC0415
        from navstrechu.tokens import events, services  # noqa: PLC0415

        wording.register(events.VERBS, events.FIELDS)
        register_other_access(services.withdraw_all_tokens)
