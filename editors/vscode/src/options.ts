import * as vscode from "vscode";
import type { LanguageClientOptions } from "vscode-languageclient/node";
import { PAGE_URI, SECTION } from "./protocol";
import type { Where } from "./where";

/** The documents that the server judges. */
export const DOCUMENTS = [
  { scheme: "file", language: "rust" },
  { scheme: "untitled", language: "rust" },
  { scheme: "file", pattern: "**/{Cargo.toml,rust-perf.toml,rust-toolchain.toml,rust-toolchain}" },
  { scheme: "file", pattern: "**/.cargo/{config.toml,config}" },
];

/** What the client tells the server of itself, and how it answers it. */
export function clientOptions(where: Where, log: vscode.LogOutputChannel, isRunning: () => boolean): LanguageClientOptions {
  return {
    documentSelector: DOCUMENTS,
    outputChannel: log,
    initializationOptions: { ...where.serverSettings(), pageUri: PAGE_URI, status: true },
    middleware: {
      workspace: {
        // A server that is being replaced need not hear of it, and must not be started again for it.
        didChangeConfiguration: async (sections, next) => (isRunning() ? next(sections) : undefined),
        configuration: async (params, token, next) => {
          const answers = await next(params, token);
          if (!Array.isArray(answers)) return answers;
          return answers.map((answer, place) => (params.items[place].section === SECTION ? ours(where, params.items[place].scopeUri) : answer));
        },
      },
    },
  };
}

function ours(where: Where, scope: string | undefined): Record<string, unknown> {
  return where.serverSettings(scope ? vscode.Uri.parse(scope) : undefined);
}
