import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { Scanning, type Watcher } from "../src/scanning";

class Patient implements Watcher {
  readonly seen: [string | undefined, number][] = [];
  cancel = (): void => assert.fail("nobody listens");
  report({ message, increment }: { message?: string; increment: number }): void {
    this.seen.push([message, increment]);
  }
  onCancel(listener: () => void): void {
    this.cancel = listener;
  }
}

suite("a scan of the workspace", () => {
  const begin = { kind: "begin", title: "Looking", percentage: 0 } as const;
  const pass = (): void => undefined;

  test("shows how much more is done to whoever asked for it, and everything to the editor", () => {
    const [scanning, patient] = [new Scanning(pass), new Patient()];
    let passed = 0;
    scanning.watch(patient);
    for (const percentage of [30, 30, 90]) scanning.handle("1", { kind: "report", message: `${percentage}`, percentage }, () => (passed += 1));
    scanning.handle("1", { kind: "end" }, () => (passed += 1));
    assert.deepEqual(patient.seen, [["30", 30], ["30", 0], ["90", 60]]);
    assert.equal(passed, 4);
  });

  test("is cancelled by the token that the server gave it", () => {
    const cancelled: unknown[] = [];
    const [scanning, patient] = [new Scanning((token) => cancelled.push(token)), new Patient()];
    scanning.watch(patient);
    scanning.handle("7", begin, pass);
    patient.cancel();
    assert.deepEqual(cancelled, ["7"]);
  });

  test("is cancelled as well when that comes before it began", () => {
    const cancelled: unknown[] = [];
    const [scanning, patient] = [new Scanning((token) => cancelled.push(token)), new Patient()];
    scanning.watch(patient);
    patient.cancel();
    assert.deepEqual(cancelled, []);
    scanning.handle("8", begin, pass);
    assert.deepEqual(cancelled, ["8"]);
  });

  test("that nobody asked for is the editor's alone", () => {
    const [scanning, patient] = [new Scanning(() => assert.fail("not cancelled")), new Patient()];
    const stop = scanning.watch(patient);
    stop();
    patient.onCancel(() => undefined);
    scanning.handle("9", begin, pass);
    assert.deepEqual(patient.seen, []);
  });
});
