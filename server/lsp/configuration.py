"""Which settings hold for an open document: those of its folder, below those of the editor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from ..analysis.workspace.building import workspace_of
from ..analysis.workspace.cargo.file_names import MANIFEST
from ..analysis.workspace.files import contents
from ..disk.chosen import known_words
from ..disk.clippy import clippy_runs
from ..settings import (
    FILE_NAME,
    WORKSPACE,
    InForce,
    LoadedSettings,
    Settings,
    SettingsProblem,
    from_mapping,
    load,
)
from .handshake import SECTION

_EDITOR = "editor settings"
_NOT_OURS = frozenset({"path", "trace", "server"})
"""What editors have for themselves beside our settings."""


class Home(NamedTuple):
    """A settings file, be it there or not, and the keys down to the settings in it."""

    path: str
    table: tuple[str, ...]
    is_there: bool


class Configuration:
    """Reads settings when they are first asked for and keeps them until told to forget."""

    def __init__(self, options: Mapping[str, Any], folders: Sequence[str] = ()) -> None:
        self.folders = folders
        """What the editor has open; where there is no settings file, patterns of `exclude` count from there."""
        self._known = known_words()
        self._folders: dict[Path, LoadedSettings] = {}
        self._in_force: dict[Path, InForce] = {}
        self._chosen = Settings()
        self._by_folder: dict[str, Settings] = {}
        self._rust_analyzer: object = None
        self._clippy_runs = clippy_runs(folders, None)
        self._editor_problems: list[SettingsProblem] = []
        self.set_editor(options)

    def set_editor(self, data: object, by_folder: Mapping[str, object] | None = None) -> bool:
        """Take the editor's settings, with or without our section around them; whether they are new.

        `by_folder` are those of single folders, in place of the others there.
        """
        before = self.editor, self._by_folder
        self._chosen, self._editor_problems = self._read(data)
        self._by_folder = {}
        for folder, own in (by_folder or {}).items():
            self._by_folder[folder], problems = self._read(own)
            self._editor_problems += problems
        self._in_force.clear()
        return (self.editor, self._by_folder) != before

    def _read(self, data: object) -> tuple[Settings, list[SettingsProblem]]:
        if isinstance(data, Mapping):
            data = data.get(SECTION, data.get("settings", data))
        table = {key: value for key, value in data.items() if key not in _NOT_OURS} if isinstance(data, Mapping) else {}
        return from_mapping(table, self._known, _EDITOR)

    def set_rust_analyzer(self, data: object) -> bool:
        """Take the editor's settings for rust-analyzer; whether that is news to us."""
        self._rust_analyzer = data
        return self._look_for_clippy()

    @property
    def editor(self) -> Settings:
        """The editor's settings, with what is known of the editor itself."""
        return self._with_found_out(self._chosen)

    def editor_in(self, path: str) -> Settings:
        """The editor's settings in one of its folders, or for a file below."""
        around = [folder for folder in self._by_folder if Path(path).is_relative_to(folder)]
        innermost = max(around, key=len, default=None)
        return self.editor if innermost is None else self._with_found_out(self._by_folder[innermost])

    def of(self, path: str | None) -> Settings:
        """What holds for a file; a document that is no file has the editor's settings."""
        if path is None:
            return self.editor
        folder = Path(path).parent
        if folder not in self._in_force:
            layers = self._loaded(path).settings, self.editor_in(path)
            self._in_force[folder] = InForce(layers, self._base_of(path).as_posix())
        return self._in_force[folder].of(path)

    def excludes(self, path: str | None, settings: Settings) -> bool:
        """Whether the settings keep this file from being judged."""
        if path is None or not settings.exclude:
            return False
        from pathspec import GitIgnoreSpec

        try:
            relative = Path(path).relative_to(self._base_of(path))
        except ValueError:
            return False
        return GitIgnoreSpec.from_lines(settings.exclude).match_file(relative.as_posix())

    def shows_workspace(self, folder: str) -> bool:
        """Whether the findings of all files of a folder of the editor are wanted."""
        return self.of(str(Path(folder, MANIFEST))).diagnostic_mode == WORKSPACE

    def wants_hints(self) -> bool:
        """Whether hints of some kind are wanted anywhere."""
        everywhere = (self.editor, *self._by_folder.values(), *(self.in_folder(folder)[1] for folder in self.folders))
        read = (loaded.settings for loaded in self._folders.values())
        return any(any(settings.inlay_hints.values()) for settings in (*everywhere, *read))

    def in_folder(self, folder: str) -> tuple[Path | None, Settings]:
        """The settings file that holds for a folder, if there is one, and what holds there."""
        manifest = str(Path(folder, MANIFEST))
        return self._loaded(manifest).source, self.of(manifest)

    def home(self, path: str) -> Home | None:
        """The file in which the settings of a project stand, given a file of it, or in which they would stand."""
        loaded = self._loaded(path)
        if loaded.source is not None:
            return Home(str(loaded.source), loaded.table, is_there=True)
        around = self._folder_of(Path(path))
        folder = str(around) if str(around) in self.folders else workspace_of(path)
        return Home(str(Path(folder, FILE_NAME)), (), is_there=False) if folder else None

    def forget_files(self) -> bool:
        """Read the files again; whether any says something else now."""
        before = self._folders
        self._folders = {folder: load(folder, self._known, contents) for folder in before}
        self._in_force.clear()
        is_news = any(_says(self._folders[folder]) != _says(loaded) for folder, loaded in before.items())
        return self._look_for_clippy() or is_news

    def problems(self) -> list[SettingsProblem]:
        """Every mistake in the settings read so far, each once."""
        found = [problem for loaded in self._folders.values() for problem in loaded.problems]
        return list(dict.fromkeys([*self._editor_problems, *found]))

    def _with_found_out(self, chosen: Settings) -> Settings:
        return replace(chosen, clippy_runs=self._clippy_runs)

    def _look_for_clippy(self) -> bool:
        before = self._clippy_runs
        self._clippy_runs = clippy_runs(self.folders, self._rust_analyzer)
        self._in_force.clear()
        return self._clippy_runs != before

    def _base_of(self, path: str) -> Path:
        """The folder from which patterns count."""
        source = self._loaded(path).source
        return source.parent if source else self._folder_of(Path(path))

    def _folder_of(self, path: Path) -> Path:
        around = [Path(folder) for folder in self.folders if path.is_relative_to(folder)]
        return max(around, key=lambda folder: len(folder.parts), default=Path(path.anchor))

    def _loaded(self, path: str) -> LoadedSettings:
        folder = Path(path).parent
        if folder not in self._folders:
            self._folders[folder] = load(folder, self._known, contents)
        return self._folders[folder]


def _says(loaded: LoadedSettings) -> tuple[Settings, Path | None]:
    """What matters of a file: its comments and mistakes may move without any change in what is found."""
    return loaded.settings, loaded.source
