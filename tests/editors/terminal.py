"""A terminal with a program in it: keys go in, the screen is read."""

from __future__ import annotations

from pathlib import Path

from .home import Home
from .waiting import until

COLUMNS, ROWS = 150, 45


class Terminal:
    """tmux with one pane, from `start` to `stop`."""

    def __init__(self, tmux: Path, home: Home, command: str) -> None:
        self._tmux = [str(tmux), "-S", str(home.folder / "tmux.sock"), "-f", "/dev/null"]
        self._command = command
        self.home = home

    def start(self) -> None:
        """Start the program in it."""
        size = ["-x", str(COLUMNS), "-y", str(ROWS), "-c", str(self.home.workspace)]
        self._run("new-session", "-d", "-s", "one", *size, self._command)
        self._run("set-option", "-s", "escape-time", "0")

    def keys(self, *keys: str) -> None:
        """Press keys, named as tmux does: `Space`, `Enter`, `C-n`; a text is typed."""
        self._run("send-keys", "-t", "one", *keys)

    def type(self, text: str) -> None:
        """Type a text as it is."""
        self._run("send-keys", "-t", "one", "-l", text)

    def screen(self) -> str:
        """What is on the screen."""
        return self._run("capture-pane", "-p", "-t", "one")

    def shows(self, *words: str) -> str:
        """Wait until all of these are on the screen; the screen."""

        def seen() -> str:
            screen = self.screen()
            return screen if all(word in screen for word in words) else ""

        return until(seen, self.screen)

    def hides(self, *words: str) -> None:
        """Wait until none of these is on the screen."""
        until(lambda: not any(word in self.screen() for word in words), self.screen)

    def stop(self) -> None:
        """End the terminal, and the program if it still runs."""
        self.home.run(*self._tmux, "kill-server")

    def _run(self, *words: str) -> str:
        done = self.home.run(*self._tmux, *words)
        assert done.returncode == 0, done.stderr
        return done.stdout
