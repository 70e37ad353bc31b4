import type { Machine, Printed } from "../src/machine";

/** A program of the fake machine: what it prints as a server or a Python. */
export interface Program {
  readonly code?: number;
  readonly stdout?: string;
  readonly stderr?: string;
  /** What a Python answers when it is to start the bundled server, where that is not a version. */
  readonly versionCode?: number;
  readonly versionStderr?: string;
}

export function server(version: string): Program {
  return { stdout: `rust-perf-analyzer ${version}\n` };
}

/** A Python that the bundled libraries fit to. */
export function python(version: string, executable = ""): Program {
  return { stdout: `${version}\n${executable}\nfits\n` };
}

/** A Python that prints its version and imports none of the bundled libraries. */
export function oldPython(version: string): Program {
  return { code: 1, stdout: `${version}\n/somewhere\n`, stderr: "ImportError: no such library" };
}

interface Rest {
  readonly env?: NodeJS.ProcessEnv;
  readonly folders?: readonly string[];
  readonly platform?: NodeJS.Platform;
}

/** A machine with a few programs, which notes what is run on it. */
export class FakeMachine implements Machine {
  readonly home = "/home/me";
  readonly platform: NodeJS.Platform;
  readonly ran: string[] = [];
  env: NodeJS.ProcessEnv;

  constructor(readonly programs: Record<string, Program>, private readonly rest: Rest = {}) {
    this.env = rest.env ?? { PATH: "/usr/bin:/opt/bin" };
    this.platform = rest.platform ?? "linux";
  }

  isProgram(file: string): boolean {
    return file in this.programs;
  }

  isFolder(path: string): boolean {
    return this.rest.folders?.includes(path) ?? false;
  }

  async run(command: string, args: readonly string[]): Promise<Printed> {
    this.ran.push([command, ...args].join(" "));
    const { code = 0, stdout = "", stderr = "", versionCode = 0, versionStderr = "" } = this.programs[command];
    const isBundle = args.includes("-m");
    if (isBundle) return { code: versionCode, stdout: versionCode ? "" : "rust-perf-analyzer 0.1.0\n", stderr: versionStderr };
    return { code, stdout, stderr };
  }
}
