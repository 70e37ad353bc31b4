"""An Emacs in a terminal in which a test runs what its user would."""

from __future__ import annotations

import json
import shlex
import subprocess
from pathlib import Path
from typing import Any

from .home import Home
from .terminal import Terminal
from .waiting import until

_PICKS = """
(progn
  (setq offered nil wanted "" last-nonmenu-event ?\\r
        eglot-confirm-server-initiated-edits nil)
  (advice-add 'completing-read :around
    (lambda (ask prompt choices &rest more)
      (if (functionp choices) (apply ask prompt choices more)
        (setq offered (mapcar (lambda (each) (if (consp each) (car each) each)) choices))
        (seq-find (lambda (each) (string-match-p (regexp-quote wanted) each)) offered)))))
"""
"""Menus in the minibuffer, with a user who picks what has `wanted` in it."""


def quoted(text: str) -> str:
    """A text as Lisp spells it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Emacs:
    """An Emacs with a file in it, which runs from `start` to `stop`."""

    def __init__(self, program: Path, tmux: Path, home: Home, file: Path) -> None:
        self.home = home
        self._client = program.with_name("emacsclient")
        self._socket = home.folder / "emacs" / "server"
        listen = f'(setq server-socket-dir "{self._socket.parent}" server-name "server")'
        command = [str(program), "-nw", "--eval", listen, "--eval", "(server-start)", str(file)]
        self._terminal = Terminal(tmux, home, shlex.join(command))

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self._socket.parent.mkdir(mode=0o700)
        self._terminal.start()
        until(lambda: self._ask("t").returncode == 0, self.said)
        self.eval(_PICKS)

    def eval(self, form: str) -> Any:
        """The value of a form, in the buffer that the user looks at."""
        done = self._ask(f"(with-current-buffer (window-buffer) (json-encode {form}))")
        assert done.returncode == 0, f"{form}: {done.stdout}{done.stderr}\n{self.said()}"
        return json.loads(json.loads(done.stdout, strict=False))

    def visit(self, file: Path) -> None:
        """Look at a file."""
        self._terminal.keys("C-x", "C-f", "C-a", "C-k")
        self._terminal.type(str(file))
        self._terminal.keys("Enter")
        until(lambda: self.eval("(or buffer-file-name :json-false)") == str(file), self.said)

    def stop(self) -> None:
        """End it."""
        self._terminal.stop()

    def said(self) -> str:
        """What is on the screen."""
        return self._terminal.screen()

    def text(self) -> str:
        """The text of the buffer."""
        return str(self.eval("(buffer-substring-no-properties 1 (point-max))"))

    def findings(self) -> list[tuple[str, int, str]]:
        """Message, line and underlined text of each finding in the buffer."""
        found = self.eval(_FINDINGS)
        return [(each[0], each[1], each[2]) for each in found or []]

    def shows(self, *expected: tuple[str, int]) -> None:
        """Wait until just these findings are shown: rules and lines."""

        def are_there() -> bool:
            found = sorted((line, text) for text, line, _ in self.findings())
            wished = sorted((line, rule) for rule, line in expected)
            pairs = list(zip(found, wished, strict=False))
            return len(found) == len(wished) and all(a[0] == b[0] and b[1] in a[1] for a, b in pairs)

        until(are_there, lambda: f"{self.findings()}\n{self.said()}")

    def go(self, words: str) -> None:
        """Put point on the first place of some words."""
        self.eval(f"(progn (goto-char 1) (search-forward {quoted(words)}) (goto-char (match-beginning 0)))")

    def insert(self, text: str) -> None:
        """Type a text."""
        self.eval(f"(progn (insert {quoted(text)}) t)")

    def act(self, title: str) -> list[str]:
        """Open the menu of code actions at point and pick one; all titles."""
        self.eval(f"(progn (setq offered nil wanted {quoted(title)}) (call-interactively #'eglot-code-actions) t)")
        offered = [str(each) for each in self.eval("offered")]
        assert any(title in one for one in offered), offered
        return offered

    def hover(self) -> None:
        """Wait until the hover at point says how often it runs."""
        self.eval("(progn (setq hover nil) (eglot-hover-eldoc-function (lambda (text &rest _) (setq hover text))) t)")
        until(lambda: "Heat: loop" in str(self.eval("hover")), self.said)

    def call(self, command: str, choice: str = "") -> None:
        """Run an interactive command; where it asks, the choice is made."""
        self.eval(f"(progn (setq wanted {quoted(choice)}) (call-interactively #'{command}) t)")

    def becomes(self, words: str) -> None:
        """Wait until the buffer says something."""
        until(lambda: words in self.text(), self.text)

    def _ask(self, form: str) -> subprocess.CompletedProcess[str]:
        return self.home.run(self._client, "-s", self._socket, "--eval", form)


_FINDINGS = """
(mapcar (lambda (each)
          (vector (flymake-diagnostic-text each)
                  (line-number-at-pos (flymake-diagnostic-beg each))
                  (buffer-substring-no-properties (flymake-diagnostic-beg each) (flymake-diagnostic-end each))))
        (flymake-diagnostics))
"""
