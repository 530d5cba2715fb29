"""Context help beside a page or a field: the clause behind it, word for word."""

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from navstrechu.web.help.quotes import Quote, all_quotes, cited

register = template.Library()
COMPONENT = "components/quote.html"


@register.simple_tag
def quote(key: str | Quote, label: object = "", *, is_open: bool = False) -> SafeString:
    """{% quote "order201:2.6" %}: opened on demand, without scripts; ``label`` replaces the short source."""
    if isinstance(key, Quote):
        return drawn(key, label, is_open=is_open)
    found = all_quotes().get(key)
    if found is None:
        raise template.TemplateSyntaxError(f"No clause «{key}»; keys: navstrechu/web/help/quotes.py")
    return drawn(found, label, is_open=is_open)


@register.simple_tag
def quotes(*keys: str) -> SafeString:
    """{% quotes "order201:2.4" "order201:3.3" %}: the clauses behind a page, one under another."""
    return format_html(
        '<div class="quotes">{}</div>', format_html_join("", "{}", ((quote(k),) for k in keys))
    )


@register.simple_tag
def quote_of(source: object) -> SafeString:
    """{% quote_of finding.source %}: the clause that the source of a finding names; nothing for none."""
    found = cited(str(source))
    return drawn(found) if found else SafeString()


def drawn(found: Quote, label: object = "", *, is_open: bool = False) -> SafeString:
    """The component, for places that are no templates."""
    return render_to_string(COMPONENT, {"quote": found, "label": label, "open": is_open})
