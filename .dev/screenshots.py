"""Take the pictures of VS Code in `docs/` anew: the tour of the end-to-end tests, in a window of the same size."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from editors.installing import Absent  # noqa: E402
from editors.vscode.installation import vscode  # noqa: E402
from editors.vscode.server import ServerProgram  # noqa: E402
from editors.vscode.window import Window  # noqa: E402
from editors.vscode.workbench import Workbench  # noqa: E402
from editors.vscode_extension.packing import packed  # noqa: E402

from editors.vscode import tour  # noqa: E402

SCALE = 1.25


def main() -> None:
    """Write the pictures."""
    try:
        code = vscode()
        extension = packed()
    except Absent as reason:
        sys.exit(f"No pictures: {reason}")
    with tempfile.TemporaryDirectory() as temporary:
        folder = tour.sample_in(Path(temporary))
        program = ServerProgram(Path(temporary))
        workbench = Workbench(code, extension, {"rust-perf.path": str(program.path)})
        try:
            workbench.start(folder, size=tour.SIZE, scale=SCALE)
            window = Window(workbench, folder)
            tour.Tour(window, lambda name: take(window, name)).go()
        finally:
            workbench.stop()


def take(window: Window, name: str) -> None:
    """One picture."""
    path = ROOT / "docs" / f"{name}.png"
    window.page("picture", path=str(path))
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
