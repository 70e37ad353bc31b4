import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { Restarts } from "../src/restarts";
import { chosen, chosenPath, serverKeys } from "../src/settings";
import { isAtLeast, versionIn } from "../src/version";
import { detailOf, textOf } from "../src/wording";

suite("versions", () => {
  test("are compared by numbers, and what is not written is 0", () => {
    const rows: [string, string, boolean][] = [["0.1.0", "0.1.0", true], ["0.10.0", "0.9.9", true], ["0.9.9", "0.10.0", false], ["1", "1.0.0", true], ["3.9.18", "3.11", false]];
    for (const [has, needs, enough] of rows) assert.equal(isAtLeast(has, needs), enough, `${has} for ${needs}`);
  });

  test("are found in what programs print", () => {
    assert.equal(versionIn("rust-perf-analyzer 0.1.0\n"), "0.1.0");
    assert.equal(versionIn("rust-perf-analyzer 1.2.0.dev3"), "1.2.0");
    assert.equal(versionIn("command not found"), undefined);
  });
});

suite("a server that dies", () => {
  test("is started again after growing pauses, and then left alone", () => {
    const restarts = new Restarts();
    assert.deepEqual([0, 10, 20, 30, 40].map((now) => restarts.afterDeath(now)), [1_000, 2_000, 4_000, 8_000, undefined]);
  });

  test("is forgiven what lies some minutes back, and all of it when a person restarts it", () => {
    const restarts = new Restarts();
    for (const now of [0, 1, 2, 3]) restarts.afterDeath(now);
    assert.equal(restarts.afterDeath(200_000), 1_000);
    for (const now of [200_001, 200_002, 200_003, 200_004]) restarts.afterDeath(now);
    restarts.forget();
    assert.equal(restarts.afterDeath(200_005), 1_000);
  });
});

suite("settings for the server", () => {
  const keys = ["select", "exclude", "diagnosticMode"];

  test("are all that package.json declares but those of the extension, by their first word", () => {
    const properties = ["rust-perf.path", "rust-perf.select", "rust-perf.trace.server", "rust-perf.inlayHints.heat", "rust-perf.inlayHints.futureSizes"];
    assert.deepEqual(serverKeys(properties, "rust-perf"), ["select", "inlayHints"]);
  });

  test("are those that somebody set, so that defaults do not speak over rust-perf.toml", () => {
    const said: Record<string, object> = { select: { globalValue: ["all"] }, exclude: {}, diagnosticMode: { globalValue: null } };
    const configuration = { get: (key: string) => (key === "select" ? ["all"] : []), inspect: (key: string) => said[key] };
    assert.deepEqual(chosen(configuration, keys), { select: ["all"] });
  });

  test("of a folder count as well", () => {
    const configuration = { get: () => ["io"], inspect: (key: string) => (key === "select" ? { workspaceFolderValue: ["io"] } : { workspaceValue: ["io"] }) };
    assert.deepEqual(Object.keys(chosen(configuration, keys)), keys);
  });
});

suite("a program that the opened folder names", () => {
  const said = { globalValue: "/mine", workspaceValue: "/project/evil" };

  test("is refused until a person agrees, and the user's own is taken", () => {
    assert.deepEqual(chosenPath(said, true, undefined), { path: "/mine", refused: "/project/evil" });
    assert.deepEqual(chosenPath(said, true, "/project/other"), { path: "/mine", refused: "/project/evil" });
  });

  test("is taken after that", () => {
    assert.deepEqual(chosenPath(said, true, "/project/evil"), { path: "/project/evil" });
  });

  test("is never taken where the folder is not trusted", () => {
    assert.deepEqual(chosenPath(said, false, "/project/evil"), { path: "/mine", refused: "/project/evil" });
    assert.deepEqual(chosenPath({ workspaceFolderValue: "/project/evil" }, false, "/project/evil"), { path: "", refused: "/project/evil" });
  });

  test("needs no word when the user names the same", () => {
    assert.deepEqual(chosenPath({ globalValue: "/mine", workspaceValue: "/mine" }, false, undefined), { path: "/mine" });
  });

  test("is no program when it is no text", () => {
    assert.deepEqual(chosenPath({ workspaceValue: 7 as unknown as string }, true, undefined), { path: "" });
  });
});

suite("the status item", () => {
  const status = { version: "0.1.0", mode: "openFiles" as const, findings: { critical: 2, warning: 1, suggestion: 3 }, isScanning: false };

  test("counts what was found", () => {
    assert.equal(textOf("running", status), "Rust Perf: 2 critical, 1 warning, 3 suggestions");
    assert.equal(textOf("running", { ...status, findings: { critical: 0, warning: 0, suggestion: 0 } }), "Rust Perf: nothing found");
    assert.equal(detailOf(status), "open files, server 0.1.0");
    assert.equal(detailOf({ ...status, mode: "workspace", isScanning: true }), "reading the workspace, all files, server 0.1.0");
  });

  test("names the state before the server has told anything", () => {
    assert.equal(textOf("starting", undefined), "Rust Perf: starting");
    assert.equal(textOf("failed", undefined), "Rust Perf: failed");
  });
});
