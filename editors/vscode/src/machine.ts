import { execFile } from "node:child_process";
import { accessSync, constants, existsSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute } from "node:path";

/** What discovery asks of the machine; tests give another one. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
  isProgram(file: string): boolean;
  isFolder(path: string): boolean;
  /** Runs a program outside of the workspace; the code is -1 where it cannot be started or takes too long. */
  run(command: string, args: readonly string[], env: NodeJS.ProcessEnv, milliseconds: number): Promise<Printed>;
}

export interface Printed {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export const THIS_MACHINE: Machine = {
  platform: process.platform,
  home: homedir(),
  env: process.env,
  isProgram,
  isFolder: (path) => existsSync(path) && statSync(path).isDirectory(),
  run: (command, args, env, milliseconds) =>
    new Promise((resolve) => {
      // Python and uv read files of the folder they are started in, and that shall not be the workspace.
      const options = { cwd: homedir(), env, timeout: milliseconds, windowsHide: true };
      execFile(command, args, options, (error, stdout, stderr) => {
        resolve({ code: error ? (typeof error.code === "number" ? error.code : -1) : 0, stdout, stderr });
      });
    }),
};

function isProgram(file: string): boolean {
  try {
    if (!isAbsolute(file)) return false;
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
