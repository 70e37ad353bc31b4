import * as vscode from "vscode";
import { SECTION, type Status } from "./protocol";

export type State = "starting" | "running" | "stopped" | "failed";

/** The item in the language status of Rust files: how the server is and what it found. */
export class StatusItem implements vscode.Disposable {
  private readonly item: vscode.LanguageStatusItem;
  private state: State = "stopped";
  private latest: Status | undefined;

  constructor(selector: vscode.DocumentSelector) {
    this.item = vscode.languages.createLanguageStatusItem(`${SECTION}.status`, selector);
    this.item.name = "Rust Perf";
    this.show();
  }

  /** What is shown, in words. */
  get text(): string {
    return `${this.item.text} · ${this.item.detail}`;
  }

  become(state: State, detail = ""): void {
    this.state = state;
    if (state !== "running") this.latest = undefined;
    this.show(detail);
  }

  tell(status: Status): void {
    this.latest = status;
    this.show();
  }

  dispose(): void {
    this.item.dispose();
  }

  private show(detail = ""): void {
    const { item, state, latest } = this;
    item.busy = state === "starting" || latest?.isScanning === true;
    item.severity = state === "failed" ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information;
    item.text = textOf(state, latest);
    item.detail = latest ? detailOf(latest) : detail;
    item.command = state === "failed" || state === "stopped" ? command("restartServer", "Restart") : command("showLogs", "Show Logs");
  }
}

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

function command(name: string, title: string): vscode.Command {
  return { command: `${SECTION}.${name}`, title };
}
