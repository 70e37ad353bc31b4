"""Patterns of files, as in .gitignore."""

from __future__ import annotations

import functools

from pathspec import GitIgnoreSpec


def is_pattern(text: str) -> bool:
    """Whether a text is a pattern that can match something."""
    body = text.removeprefix("!")
    if not body.strip() or body.startswith("#"):
        return False
    try:
        return bool(GitIgnoreSpec.from_lines([body]).patterns[0].include)
    except ValueError:
        return False


def matches_path(pattern: str, path: str) -> bool:
    """Whether a pattern means a file, given by its path with `/` from the folder that the pattern counts from.

    With `!` in front it means the files that it does not mean otherwise.
    """
    negated = pattern.startswith("!")
    return _spec(pattern.removeprefix("!")).match_file(path) != negated


@functools.lru_cache(256)
def _spec(pattern: str) -> GitIgnoreSpec:
    return GitIgnoreSpec.from_lines([pattern])
