"""A Neovim without a screen that a test types into, and asks what its user would see."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from .home import Home
from .waiting import PATIENCE, until

PICKS = """
vim.ui.select = function(items, options, choose)
  local titles = {}
  for index, item in ipairs(items) do titles[index] = options.format_item and options.format_item(item) or item end
  _G.offered = titles
  for index, title in ipairs(titles) do
    if title:find(_G.wanted, 1, true) then return choose(items[index], index) end
  end
  choose(nil)
end
"""
"""The menu of code actions, with a user who picks the title that has `wanted` in it."""


def quoted(text: str) -> str:
    """A text as Lua spells it."""
    return json.dumps(text, ensure_ascii=False)


def written(home: Home) -> str:
    """What Neovim wrote about its own troubles and about those of the servers."""
    logs = [home.folder / "nvim.log", home.folder / ".local/state/nvim/lsp.log"]
    return "\n".join(log.read_text(errors="replace")[-3000:] for log in logs if log.is_file())


class Neovim:
    """A Neovim with a file in it, which runs from `start` to `stop`."""

    def __init__(self, program: Path, home: Home, file: Path) -> None:
        self.home = home
        self._program = program
        self._file = file
        self._socket = home.folder / "nvim.sock"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        with (self.home.folder / "nvim.log").open("w") as log:
            self._process = subprocess.Popen(
                [self._program, "--headless", "--listen", self._socket, self._file],
                env=self.home.environment,
                cwd=self.home.workspace,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        until(lambda: self._ask("1").returncode == 0, self.said)
        self.run(PICKS)

    def lua(self, expression: str) -> Any:
        """The value of a Lua expression."""
        words = expression.replace("'", "''")
        done = self._ask(f"json_encode(luaeval('{words}'))")
        assert done.returncode == 0, f"{expression}: {done.stderr}\n{self.said()}"
        return json.loads(done.stdout or done.stderr)

    def run(self, chunk: str) -> None:
        """Run Lua statements."""
        self.lua(f"assert(loadstring({quoted(chunk)}))() or true")

    def command(self, words: str) -> None:
        """Run an ex command, as typed after a colon."""
        self.run(f"vim.cmd({quoted(words)})")

    def keys(self, keys: str) -> None:
        """Type, and have all of it taken in; special keys as in `<CR>`."""
        coded = f"vim.api.nvim_replace_termcodes({quoted(keys)}, true, true, true)"
        self.lua(f"vim.api.nvim_feedkeys({coded}, 'tx', false)")

    def stop(self) -> None:
        """End it."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(PATIENCE)
        finally:
            self._process.kill()

    def said(self) -> str:
        """What it wrote so far about troubles."""
        return written(self.home)

    def text(self) -> str:
        """The text of the current buffer."""
        return "\n".join(self.lua("vim.api.nvim_buf_get_lines(0, 0, -1, true)")) + "\n"

    def findings(self, buffer: str = "0") -> list[tuple[str, int, str]]:
        """Rule, line (from 1) and underlined text of each finding of ours in a buffer."""
        return [
            (each[0], each[1], each[2])
            for each in self.lua(f"(function() {_FINDINGS} end)()".replace("BUFFER", buffer))
        ]

    def shows(self, *expected: tuple[str, int]) -> None:
        """Wait until just these findings are shown: rules and lines."""
        until(lambda: sorted(found[:2] for found in self.findings()) == sorted(expected), self._seen)

    def cursor(self, words: str) -> None:
        """Put the cursor on the first place of some words."""
        before = self.text().split(words, 1)[0]
        line, column = before.count("\n") + 1, len(before.rsplit("\n", 1)[-1].encode())
        self.lua(f"vim.api.nvim_win_set_cursor(0, {{ {line}, {column} }})")

    def act(self, title: str) -> list[str]:
        """Open the menu of code actions under the cursor and pick one; all titles."""
        self.run(f"_G.offered, _G.wanted = nil, {quoted(title)}; vim.lsp.buf.code_action()")
        offered = until(lambda: self.lua("_G.offered or false"), self.said)
        assert any(title in one for one in offered), offered
        return list(offered)

    def float(self) -> str:
        """The text of the floating window, once there is one."""
        return str(until(lambda: self.lua(f"(function() {_FLOAT} end)()"), self.said))

    def becomes(self, words: str) -> None:
        """Wait until the buffer says something."""
        until(lambda: words in self.text(), self.text)

    def _ask(self, expression: str) -> subprocess.CompletedProcess[str]:
        return self.home.run(self._program, "--server", self._socket, "--remote-expr", expression)

    def _seen(self) -> str:
        return f"{self.findings()}\n{self.said()}"


_FINDINGS = """
local found = {}
for _, each in ipairs(vim.diagnostic.get(BUFFER)) do
  if each.source == "rust-perf" then
    local lines = vim.api.nvim_buf_get_text(each.bufnr, each.lnum, each.col, each.end_lnum, each.end_col, {})
    table.insert(found, { each.code, each.lnum + 1, table.concat(lines, "\\n") })
  end
end
return found
"""
_FLOAT = """
for _, window in ipairs(vim.api.nvim_list_wins()) do
  if vim.api.nvim_win_get_config(window).relative ~= "" then
    return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), "\\n")
  end
end
return false
"""
