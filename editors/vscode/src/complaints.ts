import * as vscode from "vscode";
import { type NextStep, NoServer } from "./discovery";
import { SECTION } from "./protocol";
import { MINIMUM_PYTHON } from "./version";
import { messageOf } from "./wording";

type Press = () => unknown;

const STEPS: Record<NextStep, readonly [string, Press]> = {
  settings: ["Open Settings", () => vscode.commands.executeCommand("workbench.action.openSettings", `${SECTION}.path`)],
  python: [`Get Python ${MINIMUM_PYTHON}+`, () => vscode.env.openExternal(vscode.Uri.parse("https://www.python.org/downloads/"))],
  walkthrough: ["Get Started", () => vscode.commands.executeCommand(`${SECTION}.getStarted`)],
};
const LOGS: readonly [string, Press] = ["Show Logs", () => vscode.commands.executeCommand(`${SECTION}.showLogs`)];
const RESTART: readonly [string, Press] = ["Restart Server", () => vscode.commands.executeCommand(`${SECTION}.restartServer`)];

/** Tells what went wrong, in the log and once in a message with the next step. */
export class Complaints {
  private readonly messages = new Set<string>();

  constructor(private readonly log: vscode.LogOutputChannel) {}

  /** What was told since then. */
  get told(): string[] {
    return [...this.messages];
  }

  /** A person asked again, and is to be answered again. */
  forget(): void {
    this.messages.clear();
  }

  error(error: unknown): void {
    const message = messageOf(error);
    const steps = error instanceof NoServer ? [...error.steps.map((step) => STEPS[step]), RESTART] : [RESTART];
    this.log.error(message);
    this.tell(vscode.window.showErrorMessage, message, [...steps, LOGS]);
  }

  warn(message: string, steps: readonly (readonly [string, Press])[] = [LOGS]): void {
    this.log.warn(message);
    this.tell(vscode.window.showWarningMessage, message, steps);
  }

  private tell(show: typeof vscode.window.showErrorMessage, message: string, steps: readonly (readonly [string, Press])[]): void {
    if (this.messages.has(message)) return;
    this.messages.add(message);
    void show(`Rust Perf: ${message}`, ...steps.map(([title]) => title)).then((pressed) => steps.find(([title]) => title === pressed)?.[1]());
  }
}
