"""Topics of the user guide (`docs/user/*.md`) and the topic that each page is about."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

FOLDER = settings.BASE_DIR / "docs" / "user"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the guide with its topics in reading order."""

    title: str
    slugs: tuple[str, ...]


# The titles of topics stand in their files; chapters exist only here.
CHAPTERS = (
    Chapter("Начало работы", ("first-steps", "set-up", "tasks", "notices", "as-of", "keyboard")),
    Chapter(
        "Дорожная карта",
        (
            "roadmap",
            "matrix-table",
            "measure",
            "evidence",
            "moving-dates",
            "import",
            "template",
            "checks",
            "report",
        ),
    ),
    Chapter("Реестры", ("processes", "touchpoints", "proposals", "editions", "register-import")),
    Chapter("План во времени", ("time", "feeds")),
    Chapter("Документы", ("drafts", "documents", "agreement")),
    Chapter(
        "Орган и люди",
        ("organisation", "calendar", "roles", "account", "api", "journal", "operations", "region"),
    ),
)
SLUGS = tuple(slug for chapter in CHAPTERS for slug in chapter.slugs)

# Full names of addresses win over their namespaces.
# Pages of the roadmap are about many things, so each of them is named.
PAGES = {
    "home": "first-steps",
    "roadmap:matrix": "matrix-table",
    "roadmap:table": "matrix-table",
    "roadmap:gantt": "time",
    "roadmap:calendar": "time",
    "roadmap:forecast": "time",
    "roadmap:typical-term": "time",
    "roadmap:feeds": "feeds",
    "roadmap:posts": "tasks",
    "roadmap:tasks": "tasks",
    "roadmap:checks": "checks",
    "roadmap:measure": "measure",
    "roadmap:edit-measure": "measure",
    "roadmap:edit-result": "measure",
    "roadmap:start-measure": "evidence",
    "roadmap:register-document": "evidence",
    "roadmap:count-document": "evidence",
    "roadmap:uncount-document": "evidence",
    "roadmap:comment": "measure",
    "roadmap:decide": "moving-dates",
    "roadmap:editions": "import",
    "roadmap:compare-editions": "import",
    "roadmap:import-confirm": "import",
    "roadmap:import": "import",
    "roadmap:import-preview": "import",
    "roadmap:templates": "template",
    "roadmap:from-template": "template",
    "roadmap:report": "report",
    "processes": "processes",
    "touchpoints": "touchpoints",
    "touchpoints:proposals": "proposals",
    "touchpoints:proposal": "proposals",
    "touchpoints:propose": "proposals",
    "touchpoints:proposal-resubmit": "proposals",
    "touchpoints:tasks": "proposals",
    "touchpoints:task-close": "proposals",
    "touchpoints:import": "register-import",
    "touchpoints:import-preview": "register-import",
    "touchpoints:import-progress": "register-import",
    "registers": "editions",
    "documents": "documents",
    "drafting": "drafts",
    "drafting:send": "agreement",
    "drafting:recall": "agreement",
    "drafting:return": "agreement",
    "drafting:sign": "agreement",
    "drafting:register": "agreement",
    "drafting:visas": "agreement",
    "drafting:visa": "agreement",
    "drafting:visa-pass-on": "agreement",
    "organisation": "organisation",
    "organisation:settings": "calendar",
    "organisation:calendar": "calendar",
    "organisation:roles": "roles",
    "organisation:account": "roles",
    "organisation:account-create": "roles",
    "organisation:invitations": "roles",
    "organisation:invite": "roles",
    "organisation:account-password": "roles",
    "organisation:role-grant": "roles",
    "notices": "notices",
    "jobs": "notices",
    "history": "journal",
    "tokens": "api",
    "region": "region",
    "accounts": "account",
}


def help_url(request: HttpRequest) -> str:
    """The topic about the shown page; on the guide's own pages and on unknown ones its contents."""
    match = getattr(request, "resolver_match", None)
    slug = (PAGES.get(match.view_name) or PAGES.get(match.namespace)) if match else None
    return reverse("help:topic", args=[slug]) if slug else reverse("help:contents")
