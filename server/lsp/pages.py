"""The page of a rule as a client finds it: under an address of its own, or as the file that ships with us."""

from __future__ import annotations

from ..catalog.pages import load, page_path
from .client import RULE_HOLE
from .params import InvalidParams
from .uris import uri_of


def page_uri(rule: str, template: str | None = None) -> str | None:
    """The address of a rule's page, None for what has none; `template` is the client's, with a hole for the rule."""
    try:
        path = page_path(rule)
    except LookupError:
        return None
    return uri_of(path) if template is None else template.replace(RULE_HOLE, rule)


def page_text(rule: str) -> str:
    """The page in Markdown; a rule that is not known is refused with the name of the nearest."""
    try:
        return load(rule).text
    except LookupError as error:
        raise InvalidParams(str(error.args[0])) from None
