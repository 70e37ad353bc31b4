import { posix, win32 } from "node:path";
import type { Machine } from "./machine";

/** Where installers put programs that an editor started from the desktop does not have on its PATH. */
const USUAL_FOLDERS = [".local/bin", ".cargo/bin"];
const USUAL_FOLDERS_OF_UNIX = ["/usr/local/bin", "/opt/homebrew/bin"];

/** All programs of a name, in the order of the PATH; none that lies in one of the folders to keep out of. */
export function programs(name: string, machine: Machine, keptOut: readonly string[]): string[] {
  const { join } = pathOf(machine);
  const file = machine.platform === "win32" ? `${name}.exe` : name;
  const found = folders(machine).filter((folder) => !keptOut.some((outside) => isWithin(folder, outside, machine)));
  return [...new Set(found.map((folder) => join(folder, file)))].filter((program) => machine.isProgram(program));
}

/** Whether a path is a folder or lies in it. */
export function isWithin(path: string, folder: string, machine: Machine): boolean {
  const { relative, isAbsolute } = pathOf(machine);
  const way = relative(folder, path);
  return way === "" || !(way === ".." || way.startsWith("../") || way.startsWith("..\\") || isAbsolute(way));
}

/** A path as a person writes it in the settings, with `~` for the home folder. */
export function expanded(path: string, machine: Machine): string {
  return /^~[/\\]/.test(path) ? pathOf(machine).join(machine.home, path.slice(2)) : path;
}

export function pathOf(machine: Machine): typeof posix {
  return machine.platform === "win32" ? win32 : posix;
}

/** Entries of the PATH that are not absolute hang on the folder one is in, and are left out. */
function folders(machine: Machine): string[] {
  const { delimiter, isAbsolute, join } = pathOf(machine);
  const said = (machine.env.PATH ?? machine.env.Path ?? "").split(delimiter);
  const usual = USUAL_FOLDERS.map((folder) => join(machine.home, folder));
  if (machine.platform !== "win32") usual.push(...USUAL_FOLDERS_OF_UNIX);
  return [...said, ...usual].filter((folder) => isAbsolute(folder));
}
