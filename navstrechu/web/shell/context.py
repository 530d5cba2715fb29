"""What every page knows: navigation, theme, density, the date it is seen at, the demonstration strip."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from navstrechu.web.shell import navigation, preferences


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor. `as_of`, `agency`, `demonstration` and `permissions` are set on the request by middleware;
    a request without them (an error before the middleware, a public page) still renders."""
    return {
        "navigation": SimpleLazyObject(lambda: navigation.links_for(request)),
        "theme": preferences.theme_of(request),
        "themes": preferences.THEMES.values(),
        "density": preferences.density_of(request),
        "as_of": getattr(request, "as_of", None),
        "agency": getattr(request, "agency", None),
        "demonstration": getattr(request, "demonstration", None),
    }
