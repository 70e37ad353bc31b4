import * as vscode from "vscode";
import { SECTION, type Status } from "./protocol";
import { detailOf, type State, textOf } from "./wording";

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
    return `${this.item.text} (${this.item.detail})`;
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

function command(name: string, title: string): vscode.Command {
  return { command: `${SECTION}.${name}`, title };
}
