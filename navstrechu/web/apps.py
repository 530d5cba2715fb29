from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "navstrechu.web"
    label = "web"

    def ready(self) -> None:
        from navstrechu.web import areas  # noqa: PLC0415 – labels need loaded apps

        areas.register()
