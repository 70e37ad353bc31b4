import type { Status } from "./protocol";

export type State = "starting" | "running" | "stopped" | "failed";

/** The line of the status item, such as `Rust Perf: 2 critical, 1 suggestion`. */
export function textOf(state: State, status: Status | undefined): string {
  if (!status) return `Rust Perf: ${state}`;
  const said = (["critical", "warning", "suggestion"] as const).filter((severity) => status.findings[severity] > 0);
  return `Rust Perf: ${said.map((severity) => counted(status.findings[severity], severity)).join(", ") || "nothing found"}`;
}

export function detailOf(status: Status): string {
  const where = status.mode === "workspace" ? "all files" : "open files";
  return `${status.isScanning ? "reading the workspace, " : ""}${where}, server ${status.version}`;
}

function counted(count: number, severity: string): string {
  return `${count} ${severity}${count > 1 && severity !== "critical" ? "s" : ""}`;
}
