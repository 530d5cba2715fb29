from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "navstrechu.web"
    label = "web"

    def ready(self) -> None:
        from navstrechu.web import areas  # noqa: PLC0415 – labels need loaded apps
        from navstrechu.web.notices import paths  # noqa: PLC0415
        from navstrechu.web.processes import sections  # noqa: PLC0415
        from navstrechu.web.registers import edition_drafts  # noqa: PLC0415

        areas.register()
        paths.register()
        sections.register()
        edition_drafts.register()
