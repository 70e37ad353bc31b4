"""The server of this checkout, as a program that the extension can be told to start and that can be made to fail."""

from __future__ import annotations

import os
import shlex
import signal
import sys
from pathlib import Path

RECORDER = Path(__file__).parents[1] / "recording.py"
LINK = Path(__file__).parents[3] / ".dev" / "link"


class ServerProgram:
    """A program that starts the server, says so in a file, and ends at once when it is broken."""

    def __init__(self, folder: Path, *, recording: Path | None = None, workspace: Path | None = None) -> None:
        self.path = folder / "rust-perf-analyzer"
        self._starts = folder / "starts"
        self._starts.touch()
        self._broken = folder / "broken"
        python = f"{shlex.quote(sys.executable)} -P -m rust_perf_analyzer"
        tee = ""
        if recording and workspace:
            words = [sys.executable, str(RECORDER), str(recording), str(workspace), "--"]
            tee = f'[ "$1" = server ] && set -- {shlex.join(words)} {python} "$@" && exec "$@"'
        self.path.write_text(
            f"""#!/bin/sh
if [ "$1" = server ]; then
    echo $$ >> {shlex.quote(str(self._starts))}
    if [ -e {shlex.quote(str(self._broken))} ]; then
        echo "broken on purpose" >&2
        exit 1
    fi
fi
export PYTHONPATH={shlex.quote(str(LINK))}
{tee}
exec {python} "$@"
"""
        )
        self.path.chmod(0o755)

    @property
    def starts(self) -> list[int]:
        """The process ids of all servers so far."""
        return [int(line) for line in self._starts.read_text().split()]

    @property
    def runs(self) -> bool:
        """Whether the last server runs; one that has ended and was not buried does not."""
        try:
            return Path(f"/proc/{self.starts[-1]}/cmdline").read_bytes() != b""
        except OSError:
            return False

    def kill(self) -> None:
        """End the server that runs, as a crash would."""
        self.signal(signal.SIGKILL)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the server that runs."""
        os.kill(self.starts[-1], number)

    def set_broken(self, broken: bool) -> None:
        """From now on it starts no more, or does again."""
        if broken:
            self._broken.touch()
        else:
            self._broken.unlink(missing_ok=True)
