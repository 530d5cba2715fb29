"""Where a finding of the registers is mended: the address of the thing that it is about."""

from urllib.parse import urlencode

from django.urls import reverse

from navstrechu.core.findings import Finding

# What `Finding.subject` begins with, and the page that mends it.
_PAGES = {"row": "touchpoints:row-edit", "touchpoint": "touchpoints:place", "process": "processes:process"}


def mending_url(agency_code: str, finding: Finding) -> str:
    """The page that mends the finding; empty where its subject has no page."""
    kind, _colon, rest = finding.subject.partition(":")
    if finding.code == "process_without_touchpoint":
        return f"{reverse('touchpoints:row-add', args=[agency_code])}?{urlencode({'process': rest})}"
    if kind == "pair":
        kept, _colon, duplicate = rest.partition(":")
        query = urlencode({"kept": kept, "duplicate": duplicate})
        return f"{reverse('touchpoints:merge', args=[agency_code])}?{query}"
    if kind == "task":
        return f"{reverse('touchpoints:tasks', args=[agency_code])}#task-{rest}"
    return reverse(_PAGES[kind], kwargs={"agency": agency_code, "pk": rest}) if kind in _PAGES else ""
