import type { Machine } from "./machine";
import { programs } from "./programs";
import { isAtLeast, MINIMUM_PYTHON, versionIn } from "./version";

const NAMES = ["python3", "python", "python3.14", "python3.13", "python3.12", "python3.11"];
/** The Pythons that native libraries are bundled for. */
const PYTHON_FROM_UV = ">=3.11,<3.15";
const QUICK = 15_000;
/** uv may have to download a Python first. */
const PATIENT = 180_000;

// Whether the native libraries fit is not told by the version alone: free-threaded, 32-bit and musl builds differ too.
const PROBE = `
import sys
print("%d.%d.%d" % sys.version_info[:3])
print(sys.executable)
if sys.version_info >= (3, 11):
    sys.path.insert(0, sys.argv[1])
    import tree_sitter, tree_sitter_rust
    print("fits")
`;

export interface Python {
  readonly command: string;
  readonly version: string;
  /** The words for where it came from. */
  readonly origin: string;
}

export interface Search {
  readonly python?: Python;
  /** A sentence for each Python that was looked at and will not do. */
  readonly rejected: readonly string[];
}

/** A Python that runs the server in a folder of libraries: one of the machine, else one that uv knows or fetches. */
export async function findPython(libraries: string, machine: Machine, keptOut: readonly string[]): Promise<Search> {
  const rejected: string[] = [];
  for (const candidate of candidates(machine, keptOut)) {
    const found = await probe(candidate, libraries, machine);
    if (typeof found !== "string") return { python: found, rejected };
    rejected.push(found);
  }
  return { rejected };
}

/** The environment of a Python that imports nothing but what lies in the folder and its own library. */
export function isolated(libraries: string | undefined, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !/^(PYTHON|__PYVENV)/i.test(name));
  const ours = { PYTHONSAFEPATH: "1", PYTHONNOUSERSITE: "1" };
  return { ...Object.fromEntries(kept), ...ours, ...(libraries ? { PYTHONPATH: libraries } : {}) };
}

/** A command that a Python may answer to. */
interface Candidate {
  readonly command: string;
  readonly args: readonly string[];
  readonly origin: string;
  readonly milliseconds: number;
}

function candidates(machine: Machine, keptOut: readonly string[]): Candidate[] {
  const found = (name: string): string[] => programs(name, machine, keptOut);
  const here = (command: string, ...args: string[]): Candidate => ({ command, args, origin: command, milliseconds: QUICK });
  // Where Apple's developer tools are missing, their Python is a window that asks to install them.
  const pythons = NAMES.flatMap(found).filter((command) => machine.platform !== "darwin" || !command.startsWith("/usr/bin/"));
  const launchers = machine.platform === "win32" ? found("py") : [];
  const args = ["run", "--no-project", "--no-config", "--no-env-file", "--python", PYTHON_FROM_UV, "python"];
  const uv = found("uv").slice(0, 1).map((command) => ({ command, args, origin: "uv's Python", milliseconds: PATIENT }));
  return [...pythons.map((command) => here(command)), ...launchers.map((command) => here(command, "-3")), ...uv];
}

/** The Python that answers to a command, or why it will not do. */
async function probe({ command, args, origin, milliseconds }: Candidate, libraries: string, machine: Machine): Promise<Python | string> {
  const env = isolated(undefined, machine.env);
  const printed = await machine.run(command, [...args, "-I", "-S", "-c", PROBE, libraries], env, milliseconds);
  const [first = "", executable = "", fits = ""] = printed.stdout.split(/\r?\n/);
  const version = versionIn(first);
  if (!version) return `${command} gives no Python 3 (${complaintOf(printed.stderr) || `exit code ${printed.code}`}).`;
  if (!isAtLeast(version, MINIMUM_PYTHON)) return `${command} is Python ${version}.`;
  if (fits !== "fits") return `${command} is Python ${version}, for which no libraries are bundled (${complaintOf(printed.stderr)}).`;
  return { command: machine.isProgram(executable) ? executable : command, version, origin };
}

/** The line that says what is wrong: the last of a traceback, else the first. */
export function complaintOf(printed: string): string {
  const lines = printed.trim().split(/\r?\n/);
  return lines.at(lines[0].startsWith("Traceback") ? -1 : 0)?.trim() ?? "";
}
