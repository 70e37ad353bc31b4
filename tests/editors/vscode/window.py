"""One folder in one window of VS Code: its files, what is said of them, and what a hand does there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from ..waiting import wait_for
from .workbench import Workbench

Place = tuple[int, int]
"""A line and a UTF-16 column, both from 0, as VS Code counts."""


class Window:
    """The window of a running workbench."""

    def __init__(self, workbench: Workbench, folder: Path) -> None:
        self.workbench = workbench
        self.folder = folder

    def write(self, name: str, text: str) -> File:
        """A file of the folder with this text, shown."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return self.show(name)

    def show(self, name: str) -> File:
        """A file of the folder, shown."""
        file = File(self, self.folder / name)
        self.probe("show", path=str(file.path))
        return file

    def probe(self, does: str, **given: Any) -> Any:
        """Ask the probe in the extension host."""
        return self.workbench.probe.ask(does, **given)

    def page(self, does: str, **given: Any) -> Any:
        """Ask the browser."""
        return self.workbench.browser.ask(does, **given)

    def run(self, command: str, *arguments: Any) -> Any:
        """Run a command of VS Code or of an extension; what it gives back."""
        return self.probe("run", command=command, arguments=arguments)

    def set(self, key: str, value: Any) -> None:
        """Change a setting of the user's; None takes it back."""
        self.probe("setting", key=key, value=value)

    def until(self, does: str, is_it: Callable[[Any], bool], what: str, **given: Any) -> Any:
        """Ask the probe until the answer is the one waited for."""
        return wait_for(lambda: self.probe(does, **given), is_it, what)

    def close_all(self) -> None:
        """Save and close all that is open."""
        self.probe("closeAll")

    def page_text(self) -> str:
        """What the rendered document says that is shown; it is a page of its own within the page."""
        text: str = self.page("seeIn", frame="iframe.webview.ready", inner="#active-frame", selector="body")
        return text

    def notifications(self) -> list[str]:
        """The messages that are shown and those that were not dismissed."""
        self.run("notifications.showList")
        return [" ".join(text.split()) for text in self.page("texts", selector=".notification-list-item-message")]


class File:
    """A file that is shown."""

    def __init__(self, window: Window, path: Path) -> None:
        self.window = window
        self.path = path

    @property
    def uri(self) -> str:
        """Its address."""
        return self.path.as_uri()

    @property
    def text(self) -> str:
        """What the editor holds, saved or not."""
        text: str = self._ask("text")
        return text

    def place(self, needle: str, after: int = 0) -> Place:
        """Where a piece of the text starts; `after` so many UTF-16 units further."""
        before = self.text.split(needle)[0].replace("\r\n", "\n")
        line = before.rsplit("\n", 1)[-1]
        return before.count("\n"), len(line.encode("utf-16-le")) // 2 + after

    def findings(self) -> list[Any]:
        """What our server says of the file."""
        return [each for each in self._ask("diagnostics") if each["source"] == "rust-perf"]

    def until_found(self, *rules: str) -> list[Any]:
        """What is said of the file, as soon as it is exactly of these rules; in order of place."""
        found = self.until(
            lambda found: sorted(each["code"] for each in found) == sorted(rules), str(rules or "silence")
        )
        return sorted(found, key=lambda each: each["range"])

    def until_starts(self, *places: Place) -> None:
        """Wait until what is said of the file starts at these places."""
        wanted = [list(place) for place in sorted(places)]
        self.until(lambda found: sorted(each["range"][0] for each in found) == wanted, f"findings at {wanted}")

    def until(self, is_it: Callable[[list[Any]], bool], what: str) -> list[Any]:
        """What is said of the file, as soon as it is as wished."""
        return wait_for(self.findings, is_it, f"{what} in {self.path.name}")

    def type_at(self, place: Place, text: str) -> None:
        """Put the cursor somewhere and type."""
        self.select(place, place)
        self.window.probe("type", text=text)

    def select(self, start: Place, end: Place) -> None:
        """Select a range, which is then in view."""
        self._ask("select", range=[start, end])

    def save(self) -> None:
        """Save it, with what happens on saving."""
        assert self._ask("save")

    def hover(self, place: Place) -> str:
        """All hovers of a place."""
        return "\n".join(self._ask("hover", line=place[0], character=place[1]))

    def actions(self, place: Place, kind: str | None = None) -> list[Any]:
        """The light bulb of a place, ours and others'."""
        actions: list[Any] = self._ask("actions", range=[place, place], kind=kind)
        return actions

    def titles(self, place: Place, kind: str | None = None) -> Sequence[str]:
        """What the light bulb of a place offers."""
        return [action["title"] for action in self.actions(place, kind)]

    def apply(self, place: Place, title: str, kind: str | None = None) -> None:
        """Take an action of the light bulb."""
        self._ask("apply", range=[place, place], kind=kind, title=title)

    def _ask(self, does: str, **given: Any) -> Any:
        return self.window.probe(does, path=str(self.path), **given)
