"""Automatic numbers of a word processor: the number of a row may exist only as a counter of its list."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_DEEPEST_LEVEL = 8
_MAX_COUNTER_DIGITS = 4
_LONGEST_DESCENT = 30
_PLACEHOLDER = re.compile(r"%([1-9])")
_WITHOUT_NUMBER = ("bullet", "none")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    style: str = ""


@dataclass(slots=True)
class Numbering:
    """Counters of all lists of one document; labels must be asked for in the order of the text."""

    abstract_of: dict[str, str] = field(default_factory=dict)
    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _started: set[str] = field(default_factory=set)

    def label(self, style: str, number_id: str | None, level: int | None) -> str:
        """Number printed before the next paragraph, empty for one outside any list; counts it as well."""
        styled_id, styled_level = self.styles.get(style, ("", 0))
        list_id = styled_id if number_id is None else number_id
        abstract = self.abstract_of.get(list_id)
        if abstract is None:
            return ""
        depth = min(styled_level if level is None else level, _DEEPEST_LEVEL)
        levels = self.levels.get(abstract, {})
        counters = self._counters.setdefault(abstract, {})
        self._restart(list_id, counters)
        counters[depth] = counters.get(depth, levels.get(depth, _Level()).start - 1) + 1
        for deeper in [at for at in counters if at > depth]:
            del counters[deeper]
        return _printed(levels, counters, depth)

    def is_listed(self, style: str, number_id: str | None) -> bool:
        """Whether a paragraph belongs to a list, be it numbered or marked with signs."""
        list_id = self.styles.get(style, ("", 0))[0] if number_id is None else number_id
        return list_id in self.abstract_of

    def _restart(self, list_id: str, counters: dict[int, int]) -> None:
        """A list that overrides the start of a level begins it anew at its first paragraph."""
        if list_id in self._started:
            return
        self._started.add(list_id)
        for depth, start in self.restarts.get(list_id, {}).items():
            counters[depth] = start - 1


def numbering_of(numbering: Any | None, styles: Any | None) -> Numbering:
    """Lists declared in the parts «numbering» and «styles», either of which may be absent."""
    found = Numbering()
    if numbering is None:
        return found
    for element in numbering:
        name = local_name(element)
        if name == "abstractNum":
            found.levels[attribute(element, "abstractNumId")] = _levels(element)
        elif name == "num":
            _add_list(found, element)
    if styles is not None:
        found.styles = _numbered_styles(styles, found)
    return found


def local_name(element: Any) -> str:
    """Name of an element without its namespace; empty for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Any, name: str) -> str:
    """Value of an attribute by its name without namespace."""
    return value_in(element.attrib, name)


def value_in(attributes: Mapping[Any, Any], name: str) -> str:
    """Value by name without namespace (transitional and strict documents differ in it)."""
    return next((str(value) for key, value in attributes.items() if str(key).rpartition("}")[2] == name), "")


def whole(text: str, default: int) -> int:
    """A small whole number; anything else is the default, so that no counter can run away."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MAX_COUNTER_DIGITS else default


def _printed(levels: dict[int, _Level], counters: dict[int, int], depth: int) -> str:
    level = levels.get(depth, _Level())
    if level.form in _WITHOUT_NUMBER:
        return ""

    def number(match: re.Match[str]) -> str:
        above = int(match[1]) - 1
        return str(counters.get(above, levels.get(above, _Level()).start))

    return _PLACEHOLDER.sub(number, level.text or f"%{depth + 1}.")


def _levels(abstract: Any) -> dict[int, _Level]:
    levels = {}
    for element in abstract:
        if local_name(element) == "lvl":
            parts = {local_name(part): attribute(part, "val") for part in element}
            levels[whole(attribute(element, "ilvl"), 0)] = _Level(
                start=whole(parts.get("start", ""), 1),
                form=parts.get("numFmt", "decimal"),
                text=parts.get("lvlText", ""),
                style=parts.get("pStyle", ""),
            )
    return levels


def _add_list(found: Numbering, element: Any) -> None:
    list_id = attribute(element, "numId")
    for part in element:
        name = local_name(part)
        if name == "abstractNumId":
            found.abstract_of[list_id] = attribute(part, "val")
        elif name == "lvlOverride":
            depth = whole(attribute(part, "ilvl"), 0)
            for override in part:
                if local_name(override) == "startOverride":
                    found.restarts.setdefault(list_id, {})[depth] = whole(attribute(override, "val"), 1)


def _numbered_styles(styles: Any, found: Numbering) -> dict[str, tuple[str, int]]:
    """Paragraph styles that number their paragraphs, also by inheritance."""
    own: dict[str, tuple[str, int]] = {}
    based_on: dict[str, str] = {}
    for style in styles:
        if local_name(style) != "style":
            continue
        style_id = attribute(style, "styleId")
        for part in style.iter():
            if local_name(part) == "basedOn":
                based_on[style_id] = attribute(part, "val")
            elif local_name(part) == "numPr":
                own[style_id] = _numbered(part, style_id, found)
    for style_id in based_on:
        ancestor = style_id
        for _generation in range(_LONGEST_DESCENT):
            if ancestor in own:
                own[style_id] = own[ancestor]
                break
            ancestor = based_on.get(ancestor, "")
    return own


def _numbered(properties: Any, style_id: str, found: Numbering) -> tuple[str, int]:
    """List and level of a style; a level may be tied to the style from the side of the list."""
    parts = {local_name(part): attribute(part, "val") for part in properties}
    list_id = parts.get("numId", "")
    levels = found.levels.get(found.abstract_of.get(list_id, ""), {})
    tied = next((depth for depth, level in levels.items() if level.style == style_id), 0)
    return list_id, whole(parts.get("ilvl", ""), tied)
