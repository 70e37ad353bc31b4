import * as vscode from "vscode";
import { registerCommands } from "./commands";
import { Complaints } from "./complaints";
import { DOCUMENTS } from "./options";
import { Pages } from "./pages";
import { SECTION } from "./protocol";
import { Server } from "./server";
import { StatusItem } from "./status";
import { Where } from "./where";

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<{ status: () => string }> {
  const log = vscode.window.createOutputChannel("Rust Perf", { log: true });
  const [where, status, complaints] = [new Where(context), new StatusItem(DOCUMENTS), new Complaints(log)];
  const started = (server = new Server(where, log, status, complaints));
  const pages = new Pages(started.ask);
  const begin = (): Promise<void> => {
    const starting = started.restart();
    askForAgreement(where, started, complaints);
    return starting;
  };
  context.subscriptions.push(
    log,
    status,
    pages.register(),
    registerCommands(started, log, context.extensionUri),
    started.onDidStart(() => {
      pages.refresh();
      void vscode.commands.executeCommand("setContext", `${SECTION}.isRunning`, true);
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => begin()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${SECTION}.path`)) void begin();
    }),
  );
  await begin();
  return { status: () => status.text };
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}

/** A folder may name the program to run, but only a person may have it run. */
function askForAgreement(where: Where, started: Server, complaints: Complaints): void {
  const program = where.refused;
  // In restricted mode VS Code itself keeps what the folder says from us, and marks it in the settings.
  if (!program || !vscode.workspace.isTrusted) return;
  const run = async (): Promise<void> => {
    await where.agree(program);
    await started.restart();
  };
  complaints.warn(`The settings of this folder want to run ${program} as the server. It is run when you agree; until then the server of the extension or of your own settings is used.`, [["Run It", run]]);
}
