from django.apps import AppConfig


class DraftingConfig(AppConfig):
    name = "navstrechu.drafting"
    label = "drafting"

    def ready(self) -> None:
        from navstrechu.drafting import (  # noqa: PLC0415 – models need loaded apps
            approval_sheet,
            events,
            notice_kinds,
            notices,
            tasks,
        )
        from navstrechu.drafting.kinds import register_kind  # noqa: PLC0415
        from navstrechu.drafting.shipped.amending import AMENDING_ORDER  # noqa: PLC0415
        from navstrechu.drafting.shipped.repealing import REPEALING_ORDER  # noqa: PLC0415
        from navstrechu.history import wording  # noqa: PLC0415

        wording.register(events.VERBS, events.FIELDS)
        notice_kinds.register()
        notices.listen()
        tasks.register_tasks()
        approval_sheet.register()
        register_kind(AMENDING_ORDER)
        register_kind(REPEALING_ORDER)
