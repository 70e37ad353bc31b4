import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { findServer, NoServer, type Wanted } from "../src/discovery";
import { FakeMachine, oldPython, python, server } from "./machine";

const BUNDLE = "/ext/bundled";
const WANTED: Wanted = { path: "", bundle: BUNDLE, isTrusted: true, folders: ["/project"] };

async function complaint(wanted: Wanted, machine: FakeMachine): Promise<NoServer> {
  const error = await findServer(wanted, machine).then(() => undefined, (error) => error);
  assert.ok(error instanceof NoServer, `a server was found, or it failed in another way: ${error}`);
  return error;
}

suite("the order in which the server is looked for", () => {
  const everywhere = {
    "/mine/rpa": server("0.9.1"),
    "/env/rpa": server("0.9.2"),
    "/usr/bin/rust-perf-analyzer": server("0.9.3"),
    "/usr/bin/python3": python("3.12.1"),
  };
  const env = { PATH: "/usr/bin", RUST_PERF_ANALYZER: "/env/rpa" };

  test("is the setting first", async () => {
    const found = await findServer({ ...WANTED, path: "/mine/rpa" }, new FakeMachine(everywhere, { env, folders: [BUNDLE] }));
    assert.deepEqual([found.command, found.version, found.args], ["/mine/rpa", "0.9.1", ["server"]]);
  });

  test("then the environment, then the PATH, then the bundle", async () => {
    const machine = new FakeMachine(everywhere, { env, folders: [BUNDLE] });
    assert.equal((await findServer(WANTED, machine)).command, "/env/rpa");
    machine.env = { PATH: "/usr/bin" };
    assert.equal((await findServer(WANTED, machine)).command, "/usr/bin/rust-perf-analyzer");
    delete machine.programs["/usr/bin/rust-perf-analyzer"];
    assert.equal((await findServer(WANTED, machine)).command, "/usr/bin/python3");
  });

  test("knows `~` for the home folder", async () => {
    const machine = new FakeMachine({ "/home/me/bin/rpa": server("0.9.0") });
    assert.equal((await findServer({ ...WANTED, path: "~/bin/rpa" }, machine)).command, "/home/me/bin/rpa");
  });

  test("knows where installers put programs, beyond the PATH of an editor that the desktop started", async () => {
    const machine = new FakeMachine({ "/home/me/.local/bin/rust-perf-analyzer": server("0.9.0") }, { env: {} });
    assert.equal((await findServer(WANTED, machine)).command, "/home/me/.local/bin/rust-perf-analyzer");
  });

  test("leaves out entries of the PATH that hang on the working directory", async () => {
    const machine = new FakeMachine({ "bin/rust-perf-analyzer": server("0.9.0"), "rust-perf-analyzer": server("0.9.0") }, { env: { PATH: "bin:.:" } });
    await complaint(WANTED, machine);
    assert.deepEqual(machine.ran, []);
  });

  test("looks for programs with their ending on Windows", async () => {
    const machine = new FakeMachine({ "C:\\Tools\\rust-perf-analyzer.exe": server("0.9.0") }, { env: { Path: "C:\\Tools;D:\\x" }, platform: "win32" });
    assert.equal((await findServer(WANTED, machine)).command, "C:\\Tools\\rust-perf-analyzer.exe");
  });
});

suite("the bundle", () => {
  const bundled = { folders: [BUNDLE], env: { PATH: "/usr/bin:/opt/bin", PYTHONPATH: "/project", PYTHONHOME: "/project", PYTHONSTARTUP: "/project/x.py", LANG: "C" } };

  test("is run by a Python that imports nothing but the bundle and its own library", async () => {
    const found = await findServer(WANTED, new FakeMachine({ "/usr/bin/python3": python("3.11.2") }, bundled));
    assert.deepEqual(found.args, ["-P", "-S", "-m", "rust_perf_analyzer", "server"]);
    const { PATH: _, ...env } = found.env;
    assert.deepEqual(env, { LANG: "C", PYTHONPATH: BUNDLE, PYTHONSAFEPATH: "1", PYTHONNOUSERSITE: "1" });
  });

  test("passes by a Python that is too old, and takes the next", async () => {
    const machine = new FakeMachine({ "/usr/bin/python3": oldPython("3.9.2"), "/opt/bin/python3": python("3.13.0") }, bundled);
    assert.equal((await findServer(WANTED, machine)).command, "/opt/bin/python3");
  });

  test("passes by a Python that its libraries are not for", async () => {
    const machine = new FakeMachine({ "/usr/bin/python3": oldPython("3.15.0"), "/opt/bin/python3.12": python("3.12.0") }, bundled);
    assert.equal((await findServer(WANTED, machine)).command, "/opt/bin/python3.12");
  });

  test("asks uv for a Python when the machine has none that will do", async () => {
    const machine = new FakeMachine({ "/usr/bin/python3": oldPython("3.9.2"), "/opt/bin/uv": python("3.13.5", "/uv/python") , "/uv/python": python("3.13.5") }, bundled);
    const found = await findServer(WANTED, machine);
    assert.equal(found.command, "/uv/python");
    assert.match(found.origin, /uv's Python/);
    assert.ok(machine.ran.some((words) => words.startsWith("/opt/bin/uv run --no-project --no-config")));
  });

  test("starts the py launcher's Python on Windows", async () => {
    const programs = { "C:\\Windows\\py.exe": python("3.12.0", "C:\\Python312\\python.exe"), "C:\\Python312\\python.exe": python("3.12.0") };
    const machine = new FakeMachine(programs, { folders: [BUNDLE], env: { Path: "C:\\Windows" }, platform: "win32" });
    assert.equal((await findServer(WANTED, machine)).command, "C:\\Python312\\python.exe");
    assert.ok(machine.ran[0].startsWith("C:\\Windows\\py.exe -3 -I -S -c"));
  });

  test("does not wake the window in which macOS offers its developer tools", async () => {
    const machine = new FakeMachine({ "/usr/bin/python3": python("3.12.0"), "/opt/homebrew/bin/python3": python("3.13.0") }, { ...bundled, platform: "darwin" });
    assert.equal((await findServer(WANTED, machine)).command, "/opt/homebrew/bin/python3");
    assert.ok(machine.ran.every((words) => !words.startsWith("/usr/bin/")));
  });
});

suite("what cannot be started", () => {
  test("no Python: says what to install", async () => {
    const told = await complaint(WANTED, new FakeMachine({}, { folders: [BUNDLE] }));
    assert.match(told.message, /needs Python 3\.11 or later\. No Python was found\. Install Python 3\.11 or later, or uv, and run/);
    assert.deepEqual(told.steps, ["python", "settings"]);
  });

  test("only old Pythons: names each with its version", async () => {
    const machine = new FakeMachine({ "/usr/bin/python3": oldPython("3.9.2"), "/usr/bin/python": { code: 2, stderr: "Unknown option: -I\nusage: python [option] …" } }, { folders: [BUNDLE] });
    const told = await complaint(WANTED, machine);
    assert.match(told.message, /\/usr\/bin\/python3 is Python 3\.9\.2\. \/usr\/bin\/python gives no Python 3 \(Unknown option: -I\)\./);
  });

  test("no server and no bundle: says how to install one", async () => {
    const told = await complaint(WANTED, new FakeMachine({ "/usr/bin/python3": python("3.12.0") }));
    assert.match(told.message, /brings no server, and rust-perf-analyzer is not on the PATH/);
    assert.match(told.message, /uv tool install/);
  });

  test("a setting that names nothing, no program, or a relative path is told and not passed over", async () => {
    const machine = new FakeMachine({ "/usr/bin/rust-perf-analyzer": server("0.9.0") }, { folders: [BUNDLE] });
    assert.match((await complaint({ ...WANTED, path: "/nowhere" }, machine)).message, /the setting rust-perf\.path names is no program: \/nowhere/);
    assert.match((await complaint({ ...WANTED, path: "bin/rpa" }, machine)).message, /must be an absolute path: bin\/rpa/);
    machine.env = { ...machine.env, RUST_PERF_ANALYZER: "/gone" };
    assert.match((await complaint(WANTED, machine)).message, /the environment variable RUST_PERF_ANALYZER names is no program: \/gone/);
  });

  test("a server that the setting names and that is too old", async () => {
    const told = await complaint({ ...WANTED, path: "/mine/rpa" }, new FakeMachine({ "/mine/rpa": server("0.0.9") }));
    assert.match(told.message, /\/mine\/rpa is version 0\.0\.9, and 0\.1\.0 or later is needed: update it/);
  });

  test("an old or broken server on the PATH is told, and the bundle is run in its place", async () => {
    for (const [there, reason] of [[server("0.0.9"), /version 0\.0\.9/], [{ code: 1, stderr: "Traceback\nImportError: click" }, /ImportError: click/]] as const) {
      const machine = new FakeMachine({ "/usr/bin/rust-perf-analyzer": there, "/usr/bin/python3": python("3.12.0") }, { folders: [BUNDLE] });
      const found = await findServer(WANTED, machine);
      assert.equal(found.command, "/usr/bin/python3");
      assert.equal(found.warnings.length, 1);
      assert.match(found.warnings[0], reason);
    }
  });

  test("a bundle that does not start says so with its reason", async () => {
    const broken = { ...python("3.12.0"), versionCode: 1, versionStderr: "ModuleNotFoundError: No module named 'click'" };
    const told = await complaint(WANTED, new FakeMachine({ "/usr/bin/python3": broken }, { folders: [BUNDLE] }));
    assert.match(told.message, /bundled server does not start with Python 3\.12\.0: .*No module named 'click'/);
  });
});

suite("a folder that is not trusted", () => {
  const wanted = { ...WANTED, isTrusted: false };

  test("has the bundle run, whatever the PATH and the environment say", async () => {
    const programs = { "/usr/bin/rust-perf-analyzer": server("0.9.0"), "/env/rpa": server("0.9.0"), "/usr/bin/python3": python("3.12.0") };
    const machine = new FakeMachine(programs, { folders: [BUNDLE], env: { PATH: "/usr/bin", RUST_PERF_ANALYZER: "/env/rpa" } });
    assert.equal((await findServer(wanted, machine)).command, "/usr/bin/python3");
    assert.ok(machine.ran.every((words) => words.startsWith("/usr/bin/python3 ")));
  });

  test("has nothing run that lies in it, neither a server nor a Python", async () => {
    const planted = { "/project/.venv/bin/rust-perf-analyzer": server("0.9.0"), "/project/.venv/bin/python3": python("3.12.0"), "/project/.venv/bin/uv": python("3.12.0") };
    const machine = new FakeMachine(planted, { folders: [BUNDLE], env: { PATH: "/project/.venv/bin:/usr/bin" } });
    await complaint(wanted, machine);
    assert.deepEqual(machine.ran, []);
    machine.programs["/usr/bin/python3"] = python("3.12.0");
    assert.equal((await findServer(wanted, machine)).command, "/usr/bin/python3");
  });

  test("has no program run that only the environment names", async () => {
    const machine = new FakeMachine({ "/env/rpa": server("0.9.0") }, { env: { RUST_PERF_ANALYZER: "/env/rpa" } });
    await complaint(wanted, machine);
    assert.deepEqual(machine.ran, []);
  });
});
