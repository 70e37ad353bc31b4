"""The server that the VSIX brings runs on each Python it is for, and imports nothing of the folder that is open."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from lsp.wire import Message, framed
from rust_perf_analyzer import __version__

from ..recording import read_message
from .packing import BENCH, ROOT

PLANTED = ("tree_sitter", "json", "sitecustomize", "usercustomize", "rust_perf_analyzer", "click", "typing", "pygls")
SLEEPY = "async fn wait() {\n    std::thread::sleep(std::time::Duration::from_millis(5));\n}\n"
START = ("-P", "-S", "-m", "rust_perf_analyzer")


def environment(bundle: Path) -> dict[str, str]:
    """What the extension gives to the server, which shall leave the folder as it was packed here."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    ours = {"PYTHONPATH": str(bundle), "PYTHONSAFEPATH": "1", "PYTHONNOUSERSITE": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    return {**kept, **ours}


def pythons() -> list[str]:
    """The Pythons of this machine that the bundle is for, one a version, besides that of the tests."""
    found = set()
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        for version in BENCH.PYTHONS:
            path = Path(folder, f"python{version}")
            asked = [str(path), "-I", "-c", "import sys; print(*sys.version_info[:2], sep='.')"]
            if path.is_file() and subprocess.run(asked, capture_output=True, text=True, check=False).stdout:
                found.add((version, str(path)))
    return [sys.executable, *dict(sorted(found)).values()]


@pytest.mark.parametrize("python", pythons())
def test_it_runs_on_the_pythons_of_this_machine(bundle: Path, python: str, tmp_path: Path):
    (tmp_path / "lib.rs").write_text(SLEEPY)
    command = [python, *START, "check", "--no-cache", "--format", "concise", "lib.rs"]
    result = subprocess.run(command, cwd=tmp_path, env=environment(bundle), capture_output=True, text=True, check=False)
    assert "lib.rs:2:5: critical[blocking-sleep-in-async]" in result.stdout, result.stderr


def test_every_module_of_the_server_finds_what_it_imports(bundle: Path):
    names = [
        path.relative_to(bundle).with_suffix("").as_posix().replace("/", ".")
        for path in sorted((bundle / "rust_perf_analyzer").rglob("*.py"))
        if path.name not in {"__init__.py", "__main__.py"}
    ]
    program = f"import importlib\nfor name in {names!r}: importlib.import_module(name)"
    command = [sys.executable, "-P", "-S", "-c", program]
    result = subprocess.run(command, env=environment(bundle), capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_native_libraries_are_there_for_each_python(bundle: Path):
    tags = {path.name.split(".")[1] for path in (bundle / "tree_sitter").glob("_binding.*")}
    for version in BENCH.PYTHONS:
        assert any(version.replace(".", "") in tag for tag in tags), f"{version} is not among {sorted(tags)}"


def test_it_brings_licences_and_no_leftovers(bundle: Path):
    libraries = [path for path in bundle.glob("*.dist-info") if not list(path.rglob("LICEN*"))]
    assert libraries == []
    assert not list(bundle.rglob("*.pyc"))
    assert {path.name for path in bundle.glob("rust_perf_analyzer-*")} == {
        f"rust_perf_analyzer-{__version__}.dist-info"
    }


def test_nothing_that_the_open_folder_plants_is_run(bundle: Path, tmp_path: Path):
    marker = tmp_path / "it-ran"
    for name in PLANTED:
        (tmp_path / f"{name}.py").write_text(f"open({str(marker)!r}, 'a').write({name!r})\n")
    (tmp_path / ".env").write_text(f"PYTHONPATH={tmp_path}\n")
    (tmp_path / "lib.rs").write_text(SLEEPY)
    messages = _session(bundle, tmp_path)
    diagnostics = [message for message in messages if message.get("method") == "textDocument/publishDiagnostics"]
    assert diagnostics[0]["params"]["diagnostics"][0]["code"] == "blocking-sleep-in-async"
    assert not marker.exists(), marker.read_text()


def _session(bundle: Path, folder: Path) -> list[Message]:
    """What the server says in a short session; it is started in the folder itself, which is worse than editors do."""
    uri = (folder / "lib.rs").as_uri()
    document = {"uri": uri, "languageId": "rust", "version": 1, "text": SLEEPY}
    options = {"diagnosticMode": "workspace"}
    server = subprocess.Popen(
        [sys.executable, *START, "server"],
        cwd=folder, env=environment(bundle), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert server.stdin
    assert server.stdout
    messages: list[Message] = []
    with server:
        about = {"processId": None, "rootUri": folder.as_uri(), "capabilities": {}, "initializationOptions": options}
        server.stdin.write(framed({"id": 1, "method": "initialize", "params": about}))
        server.stdin.write(framed({"method": "initialized", "params": {}}))
        server.stdin.write(framed({"method": "textDocument/didOpen", "params": {"textDocument": document}}))
        server.stdin.flush()
        while not messages or messages[-1].get("method") != "textDocument/publishDiagnostics":
            body = read_message(server.stdout)
            assert body, "the server said no more"
            messages.append(json.loads(body))
        server.stdin.write(framed({"id": 2, "method": "shutdown"}))
        server.stdin.write(framed({"method": "exit"}))
        server.stdin.close()
    return messages


def test_the_bundle_is_of_this_checkout(bundle: Path):
    for path in (ROOT / "server" / "lsp").glob("*.py"):
        assert (bundle / "rust_perf_analyzer" / "lsp" / path.name).read_bytes() == path.read_bytes()
