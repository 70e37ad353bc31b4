import { execFile } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";
import type { Executable } from "vscode-languageclient/node";

const NAME = "rust-perf-analyzer";
const WINDOWS = process.platform === "win32";

// -P keeps Python from importing what lies in the working directory.
const AS_MODULE = ["-P", "-m", "rust_perf_analyzer"];

/** How to start the server: from the setting, else from the PATH, else as a module of Python. */
export async function findServer(setting: string): Promise<Executable | undefined> {
  const command = setting.trim() ? named(setting.trim()) : onPath(NAME);
  if (command) return executable(command, []);
  const python = onPath("python3") ?? onPath("python");
  return python && (await hasModule(python)) ? executable(python, AS_MODULE) : undefined;
}

// The working directory is not the workspace: a file in it shall not decide which Python runs.
function executable(command: string, before: string[]): Executable {
  return { command, args: [...before, "server"], options: { cwd: homedir() } };
}

function named(setting: string): string {
  const file = /^~[/\\]/.test(setting) ? path.join(homedir(), setting.slice(2)) : setting;
  if (path.isAbsolute(file) && isProgram(file)) return file;
  throw new Error(`The setting rust-perf.path names no program: ${setting}`);
}

function onPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  return folders.map((folder) => path.join(folder, WINDOWS ? `${name}.exe` : name)).find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

async function hasModule(python: string): Promise<boolean> {
  try {
    await promisify(execFile)(python, [...AS_MODULE, "--version"], { cwd: homedir(), timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}
