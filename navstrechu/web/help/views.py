"""The user guide."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET

from navstrechu.web.help.guide import topic as find_topic
from navstrechu.web.help.pictures import guide_picture
from navstrechu.web.help.printed import TITLE, printed_guide
from navstrechu.web.help.topics import CHAPTERS, SLUGS
from navstrechu.web.shell.attachments import attachment
from navstrechu.web.shell.guard import signed_in
from navstrechu.web.shell.pages import render_page

SANDBOX = "sandbox; default-src 'none'"


@signed_in
@require_GET
def contents(request: HttpRequest) -> HttpResponse:
    """All topics by chapter."""
    chapters = [(chapter.title, [find_topic(slug) for slug in chapter.slugs]) for chapter in CHAPTERS]
    return render_page(request, "help/guide_contents.html", {"chapters": chapters})


@signed_in
@require_GET
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """One topic with the contents beside it and the way on."""
    if slug not in SLUGS:
        raise Http404
    place = SLUGS.index(slug)
    context = {
        "topic": find_topic(slug),
        "chapters": [(chapter.title, [find_topic(one) for one in chapter.slugs]) for chapter in CHAPTERS],
        "previous": find_topic(SLUGS[place - 1]) if place else None,
        "following": find_topic(SLUGS[place + 1]) if place + 1 < len(SLUGS) else None,
    }
    return render_page(request, "help/guide_topic.html", context)


@signed_in
@require_GET
def printed(request: HttpRequest) -> HttpResponse:
    """The whole guide as one PDF."""
    return attachment(printed_guide(), TITLE)


@signed_in
@require_GET
def picture(request: HttpRequest, name: str) -> HttpResponse:
    """A picture of the guide, for an hour from the browser's own store."""
    try:
        found = guide_picture(name)
    except LookupError as error:
        raise Http404 from error
    response = HttpResponse(found.path.read_bytes(), content_type="image/png")
    response.headers["Content-Security-Policy"] = SANDBOX
    patch_cache_control(response, private=True, max_age=3600)
    return response
