import type { Machine } from "./machine";
import { expanded, pathOf, programs } from "./programs";
import { complaintOf, findPython, isolated, type Search } from "./python";
import { isAtLeast, MINIMUM_PYTHON, MINIMUM_SERVER, versionIn } from "./version";

const NAME = "rust-perf-analyzer";
const VARIABLE = "RUST_PERF_ANALYZER";
const MODULE = "rust_perf_analyzer";
const SLOW_START = 30_000;

export interface Wanted {
  /** The program that the setting names, empty when it names none. */
  readonly path: string;
  /** The folder that the bundle is in, if this build of the extension has one. */
  readonly bundle: string;
  readonly isTrusted: boolean;
  /** The folders that are open. */
  readonly folders: readonly string[];
}

/** How to start the server. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly version: string;
  /** The words for where it came from. */
  readonly origin: string;
  /** What was passed over and should be told. */
  readonly warnings: readonly string[];
}

export type NextStep = "settings" | "python" | "walkthrough";

/** No server can be started; the message says what to do about it. */
export class NoServer extends Error {
  constructor(message: string, readonly steps: readonly NextStep[]) {
    super(message);
  }
}

/**
 * The server to start: of the setting, the environment, the PATH, or the bundle, in this order.
 *
 * In a folder that is not trusted the bundle comes first, and nothing is started that lies in the folder.
 */
export async function findServer(wanted: Wanted, machine: Machine): Promise<Program> {
  const looked = new Looked();
  for (const way of wanted.isTrusted ? [named, inEnvironment, onPath, bundled] : [bundled, named, onPath]) {
    const found = await way(wanted, machine, looked);
    if (found) return { ...found, warnings: looked.warnings };
  }
  throw looked.complaint();
}

type Found = Omit<Program, "warnings">;

/** What was looked at on the way, and why it will not do. */
class Looked {
  readonly warnings: string[] = [];
  pythons: Search | undefined;

  complaint(): NoServer {
    const passed = this.warnings.length ? ` ${this.warnings.join(" ")}` : "";
    if (!this.pythons) {
      const how = `Install it with \`uv tool install\` or \`pip install\`, or name it in the setting rust-perf.path.`;
      return new NoServer(`This build brings no server, and ${NAME} is not on the PATH.${passed} ${how}`, ["walkthrough", "settings"]);
    }
    const rejected = this.pythons.rejected.length ? this.pythons.rejected.join(" ") : "No Python was found.";
    const how = `Install Python ${MINIMUM_PYTHON} or later, or uv, and run “Rust Perf: Restart Server”.`;
    return new NoServer(`The server needs Python ${MINIMUM_PYTHON} or later. ${rejected}${passed} ${how}`, ["python", "settings"]);
  }
}

async function named(wanted: Wanted, machine: Machine): Promise<Found | undefined> {
  return wanted.path ? saidByUser(wanted.path, "the setting rust-perf.path", machine) : undefined;
}

async function inEnvironment(_wanted: Wanted, machine: Machine): Promise<Found | undefined> {
  const said = machine.env[VARIABLE]?.trim();
  return said ? saidByUser(said, `the environment variable ${VARIABLE}`, machine) : undefined;
}

/** What a person names is taken or complained about, and never passed over. */
async function saidByUser(said: string, origin: string, machine: Machine): Promise<Found> {
  const command = expanded(said, machine);
  if (!pathOf(machine).isAbsolute(command)) throw new NoServer(`What ${origin} names must be an absolute path: ${said}`, ["settings"]);
  if (!machine.isProgram(command)) throw new NoServer(`What ${origin} names is no program: ${said}`, ["settings"]);
  const env = { ...machine.env, PYTHONSAFEPATH: "1" };
  const tried = await versionOf(command, [], env, machine);
  if ("problem" in tried) throw new NoServer(`What ${origin} names will not do: ${tried.problem}`, ["settings", "walkthrough"]);
  return { command, args: ["server"], env, version: tried.version, origin };
}

async function onPath(wanted: Wanted, machine: Machine, looked: Looked): Promise<Found | undefined> {
  const [command] = programs(NAME, machine, wanted.isTrusted ? [] : wanted.folders);
  if (!command) return undefined;
  const env = isolated(undefined, machine.env);
  const tried = await versionOf(command, [], env, machine);
  if ("problem" in tried) {
    looked.warnings.push(tried.problem);
    return undefined;
  }
  return { command, args: ["server"], env, version: tried.version, origin: "the PATH" };
}

async function bundled(wanted: Wanted, machine: Machine, looked: Looked): Promise<Found | undefined> {
  if (!machine.isFolder(wanted.bundle)) return undefined;
  looked.pythons = await findPython(wanted.bundle, machine, wanted.isTrusted ? [] : wanted.folders);
  if (!looked.pythons.python) return undefined;
  const { command, version: python, origin } = looked.pythons.python;
  // -P keeps the working directory, and -S what is installed beside this Python, out of what is imported.
  const args = ["-P", "-S", "-m", MODULE];
  const env = isolated(wanted.bundle, machine.env);
  const tried = await versionOf(command, args, env, machine);
  if ("problem" in tried) throw new NoServer(`The bundled server does not start with Python ${python}: ${tried.problem}`, ["python", "settings"]);
  return { command, args: [...args, "server"], env, version: tried.version, origin: `the bundle, with Python ${python} (${origin})` };
}

/** The version of a server, or why it will not do. */
async function versionOf(
  command: string, args: readonly string[], env: NodeJS.ProcessEnv, machine: Machine,
): Promise<{ version: string } | { problem: string }> {
  const { code, stdout, stderr } = await machine.run(command, [...args, "--version"], env, SLOW_START);
  const version = versionIn(stdout);
  if (code !== 0 || !version) {
    const reason = complaintOf(stderr) || `exit code ${code}`;
    return { problem: `${command} does not run (${reason}).` };
  }
  if (isAtLeast(version, MINIMUM_SERVER)) return { version };
  return { problem: `${command} is version ${version}, and ${MINIMUM_SERVER} or later is needed: update it, or remove it to use the one that the extension brings.` };
}
