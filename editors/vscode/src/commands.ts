import * as vscode from "vscode";
import { openPage } from "./pages";
import { type Fixed, type Scanned, SECTION } from "./protocol";
import type { Server } from "./server";
import { counted, messageOf } from "./wording";

const SOURCE = "rust-perf";
const WALKTHROUGH = "rust-perf-analyzer.rust-perf-analyzer#rust-perf.start";

/** The commands of the palette. Those that name a rule or a file take them as arguments as well. */
export function registerCommands(server: Server, log: vscode.LogOutputChannel, extension: vscode.Uri): vscode.Disposable {
  const commands: Record<string, (...args: never[]) => unknown> = {
    restartServer: () => server.restart(),
    showLogs: () => log.show(),
    getStarted: () => vscode.commands.executeCommand("workbench.action.openWalkthrough", WALKTHROUGH, false),
    openSample: () => openSample(extension),
    debugInformation: () => showDebugInformation(server),
    openPage: (rule?: string) => openPageOf(rule),
    fixAll: (uri?: string) => fixAll(server, uri),
    fixRule: (rule?: string, uri?: string | null) => fixRule(server, rule, uri),
    scanWorkspace: () => scanWorkspace(server),
  };
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([name, run]) =>
      vscode.commands.registerCommand(`${SECTION}.${name}`, async (...args: never[]) => {
        try {
          return await run(...args);
        } catch (error) {
          log.error(`${name}: ${messageOf(error)}`);
          void vscode.window.showErrorMessage(`Rust Perf: ${messageOf(error)}`);
        }
      }),
    ),
  );
}

/** A document of its own, so that it can be changed at will. */
async function openSample(extension: vscode.Uri): Promise<void> {
  const sample = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, "walkthrough", "sample.rs"));
  const content = new TextDecoder().decode(sample);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: "rust", content }), vscode.ViewColumn.Beside);
}

/** Also tells how things are where no server runs, since that is when it is needed most. */
async function showDebugInformation(server: Server): Promise<void> {
  const said = await server.execute<string>("debugInformation", []).catch((error: Error) => `# rust-perf-analyzer\n\n${error.message}\n`);
  const content = `${said.trimEnd()}\n\n${server.describe()}`;
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: "markdown", content }));
}

async function openPageOf(given: string | undefined): Promise<void> {
  const rule = typeof given === "string" ? given : await chooseRule(rulesHere());
  if (rule) await openPage(rule);
}

async function fixAll(server: Server, given: string | undefined): Promise<void> {
  const uri = typeof given === "string" ? given : openDocument();
  if (uri) tellFixed(await server.execute<Fixed>("fixAll", [uri]));
}

async function fixRule(server: Server, givenRule: string | undefined, givenUri: string | null | undefined): Promise<void> {
  const rule = typeof givenRule === "string" ? givenRule : await chooseRule(rulesHere());
  if (!rule) return;
  const uri = givenUri === undefined ? await chooseExtent() : givenUri;
  if (uri !== undefined) tellFixed(await server.execute<Fixed>("fixRule", [rule, uri]));
}

function tellFixed({ fixed, left }: Fixed): void {
  const rest = left > 0 ? `; ${counted(left, "fix", "fixes")} left that change more than the speed, to be taken one at a time` : "";
  void vscode.window.showInformationMessage(`Rust Perf: ${counted(fixed, "fix", "fixes")} applied${rest}.`);
}

async function scanWorkspace(server: Server): Promise<Scanned> {
  const options = { location: vscode.ProgressLocation.Notification, title: "Rust Perf", cancellable: true };
  const scanned = await vscode.window.withProgress(options, (progress, token) =>
    server.scan({ report: (told) => progress.report(told), onCancel: (listener) => token.onCancellationRequested(listener) }),
  );
  const cancelled = scanned.cancelled ? "; the scan was cancelled" : "";
  const text = `${counted(scanned.findings, "finding")} in ${counted(scanned.files, "file")}${cancelled}`;
  const show = "Show Problems";
  void vscode.window.showInformationMessage(`Rust Perf: ${text}.`, show).then((pressed) => {
    if (pressed) void vscode.commands.executeCommand("workbench.actions.view.problems");
  });
  return scanned;
}

/** The rules with a finding in the open document, those at the cursor first. */
function rulesHere(): string[] {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return [];
  const found = vscode.languages.getDiagnostics(editor.document.uri).filter((diagnostic) => diagnostic.source === SOURCE);
  const line = editor.selection.active.line;
  const near = found.filter((diagnostic) => diagnostic.range.start.line <= line && line <= diagnostic.range.end.line);
  return [...new Set([...near, ...found].map(ruleOf))];
}

function ruleOf(diagnostic: vscode.Diagnostic): string {
  return String(typeof diagnostic.code === "object" ? diagnostic.code.value : diagnostic.code);
}

async function chooseRule(rules: readonly string[]): Promise<string | undefined> {
  if (rules.length === 0) throw new Error("The open document has no finding to take the rule from.");
  return rules.length === 1 ? rules[0] : vscode.window.showQuickPick(rules, { placeHolder: "The rule" });
}

async function chooseExtent(): Promise<string | null | undefined> {
  const [here, everywhere] = ["In this file", "In the whole workspace"];
  const chosen = await vscode.window.showQuickPick([here, everywhere], { placeHolder: "Where to fix it" });
  return chosen === here ? openDocument() : chosen === everywhere ? null : undefined;
}

function openDocument(): string | undefined {
  return vscode.window.activeTextEditor?.document.uri.toString();
}
