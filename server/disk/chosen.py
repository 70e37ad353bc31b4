"""The settings of each folder: the nearest file's, with the command line's on top."""

from __future__ import annotations

import functools
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from ..analysis.refused import REFUSED
from ..analysis.rule import all_rules
from ..analysis.suppression import UNUSED
from ..analysis.workspace.files import contents
from ..report.model import Problem
from ..settings import FILE_NAME, MANIFEST_NAME, InForce, LoadedSettings, Settings, load, load_file, selector_words
from ..settings.schema import Known
from . import ignores


def known_rules() -> list[Known]:
    """Every rule as settings know it; what the engine itself finds is no rule's, and may be named like one."""
    rules = [Known(rule.name, rule.family, rule.summary) for rule in all_rules().values()]
    return [
        *rules,
        Known(UNUSED, "engine", "A comment that allows what nobody finds."),
        Known(REFUSED, "engine", "A profile in `Cargo.toml` that cargo refuses or passes over."),
    ]


@functools.cache
def known_words() -> frozenset[str]:
    """Every word that may be selected or ignored."""
    return selector_words((rule.name, rule.family) for rule in known_rules())


class ForFolder(NamedTuple):
    """What holds in a folder, and the files that the setting `exclude` leaves out there."""

    in_force: InForce
    excluded: tuple[ignores.Spec, ...] = ()

    def of(self, path: str) -> Settings:
        """The settings for a file there, by its absolute path."""
        return self.in_force.of(path)


class Chosen:
    """Looks settings up, each file once, and remembers what was wrong with them.

    `over` comes on top. Without a settings file patterns count from `base`.
    """

    def __init__(
        self,
        known: Collection[str],
        over: Settings,
        config: Path | None,
        use_files: bool,
        *,
        base: Path | None = None,
    ) -> None:
        self.problems: list[Problem] = []
        self._known = known
        self._over = over
        self._base = base or Path.cwd()
        self._use_files = use_files and config is None
        self._folders: dict[str, ForFolder] = {}
        loaded = load_file(config, known, contents) if config else LoadedSettings()
        if loaded is None:
            self.problems.append(Problem(str(config), "holds no settings, or does not exist"))
        self._fixed = self._apply(loaded or LoadedSettings())

    def at(self, folder: str) -> ForFolder:
        """The settings in a folder of which nothing is known yet."""
        if not self._use_files:
            return self._fixed
        if folder not in self._folders:
            self._folders[folder] = self._apply(load(Path(folder), self._known, contents))
        return self._folders[folder]

    def inside(self, folder: str, names: Collection[str], outer: ForFolder) -> ForFolder:
        """The settings in a folder with files of these names, given those of the folder around it."""
        if not self._use_files:
            return self._fixed
        for name in (FILE_NAME, MANIFEST_NAME):
            if name in names and (loaded := load_file(Path(folder, name), self._known, contents)) is not None:
                return self._apply(loaded)
        return outer

    def _apply(self, loaded: LoadedSettings) -> ForFolder:
        for problem in loaded.problems:
            found = Problem(problem.path, f"{problem.place}: {problem.message}")
            if found not in self.problems:
                self.problems.append(found)
        base = (loaded.source.parent if loaded.source else self._base).as_posix()
        in_force = InForce((loaded.settings, self._over), base)
        spec = ignores.parse(base, in_force.settings.exclude)
        return ForFolder(in_force, (spec,) if spec else ())
