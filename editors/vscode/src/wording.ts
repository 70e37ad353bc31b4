import type { Status } from "./protocol";

export type State = "starting" | "running" | "stopped" | "failed";

/** The line of the status item, such as `Rust Perf: 2 critical, 1 suggestion`. */
export function textOf(state: State, status: Status | undefined): string {
  if (!status) return `Rust Perf: ${state}`;
  const said = (["critical", "warning", "suggestion"] as const).filter((severity) => status.findings[severity] > 0);
  return `Rust Perf: ${said.map((severity) => counted(status.findings[severity], severity, severity === "critical" ? severity : undefined)).join(", ") || "nothing found"}`;
}

export function detailOf(status: Status): string {
  const where = status.mode === "workspace" ? "all files" : "open files";
  return `${status.isScanning ? "reading the workspace, " : ""}${where}, server ${status.version}`;
}

/** What an error says, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A number with its word, such as `1 finding` and `2 findings`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
