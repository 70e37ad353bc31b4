"""A rule that is turned off for a project: its name in the list `ignore` of the project's settings."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence

import tomlkit
from tomlkit.exceptions import TOMLKitError

from .edit import Edit
from .keys_together import line_edits


def turned_off(rule: str, text: bytes, table: Sequence[str] = ()) -> tuple[Edit, ...]:
    """The edits of a settings file, whose settings stand under the keys `table`; none where they cannot be made."""
    try:
        before = text.decode()
        document = tomlkit.parse(before.replace("\r\n", "\n"))
        settings: object = document
        for key in table:
            settings = settings[key] if isinstance(settings, MutableMapping) else None
        if not isinstance(settings, MutableMapping):
            return ()
        ignored = settings.get("ignore")
        if ignored is None:
            settings["ignore"] = [rule]
        elif isinstance(ignored, list) and rule not in ignored:
            ignored.append(rule)
        else:
            return ()
        after = tomlkit.dumps(document)
    except (UnicodeDecodeError, TOMLKitError, KeyError, RecursionError):
        return ()
    return tuple(line_edits(text, (after.replace("\n", "\r\n") if "\r\n" in before else after).encode()))


def first_settings(rule: str) -> str:
    """The text of a settings file that says nothing else."""
    return f'ignore = ["{rule}"]\n'
