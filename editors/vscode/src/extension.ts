import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions } from "vscode-languageclient/node";
import { findServer } from "./server";

const SECTION = "rust-perf";
/** What the server knows; the other settings are for this extension alone. */
const SERVER_SETTINGS = ["select", "ignore", "severity", "exclude", "unfixable", "diagnosticMode"];

let log: vscode.LogOutputChannel;
let client: LanguageClient | undefined;
let turn: Promise<void> = Promise.resolve();

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  log = vscode.window.createOutputChannel("Rust Perf", { log: true });
  context.subscriptions.push(
    log,
    vscode.commands.registerCommand("rust-perf.restartServer", restart),
    vscode.commands.registerCommand("rust-perf.showLogs", () => log.show()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${SECTION}.path`)) void restart();
    }),
  );
  await restart();
}

export async function deactivate(): Promise<void> {
  await turn;
  await stop();
}

/** Restarts follow one after the other, however often they are asked for. */
function restart(): Promise<void> {
  turn = turn.then(stop).then(start).catch(complain);
  return turn;
}

async function stop(): Promise<void> {
  const old = client;
  client = undefined;
  await old?.dispose().catch((error) => log.warn(`The server did not stop in order: ${error}`));
}

async function start(): Promise<void> {
  const server = await findServer(vscode.workspace.getConfiguration(SECTION).get("path", ""));
  if (!server) throw new Error("rust-perf-analyzer is not on the PATH. Install it, or say with the setting rust-perf.path where it is.");
  log.info(`Starting ${[server.command, ...(server.args ?? [])].join(" ")}`);
  client = new LanguageClient(SECTION, "Rust Perf", server, options());
  await client.start();
}

async function complain(error: unknown): Promise<void> {
  log.error(String(error));
  const [settings, logs] = ["Open Settings", "Show Logs"];
  void vscode.window.showErrorMessage(`Rust Perf: ${error instanceof Error ? error.message : error}`, settings, logs).then((choice) => {
    if (choice === settings) void vscode.commands.executeCommand("workbench.action.openSettings", `${SECTION}.path`);
    if (choice === logs) log.show();
  });
}

function options(): LanguageClientOptions {
  return {
    documentSelector: [
      { scheme: "file", language: "rust" },
      { scheme: "untitled", language: "rust" },
      { scheme: "file", pattern: "**/{Cargo.toml,rust-toolchain.toml,rust-toolchain}" },
      { scheme: "file", pattern: "**/.cargo/{config.toml,config}" },
    ],
    outputChannel: log,
    initializationOptions: serverSettings(),
    middleware: {
      workspace: {
        configuration: (params) => params.items.map((item) => (item.section === SECTION ? serverSettings() : null)),
      },
    },
  };
}

function serverSettings(): Record<string, unknown> {
  const settings = vscode.workspace.getConfiguration(SECTION);
  return Object.fromEntries(SERVER_SETTINGS.map((key) => [key, settings.get(key)]));
}
