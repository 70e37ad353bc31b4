import * as vscode from "vscode";
import type { Wanted } from "./discovery";
import { type Machine, THIS_MACHINE } from "./machine";
import { SECTION } from "./protocol";
import { chosen, chosenPath, serverKeys } from "./settings";

const AGREED = "agreedPath";

/** Where the extension runs: its own files, the settings, the folders that are open and how far they are trusted. */
export class Where {
  readonly machine: Machine = THIS_MACHINE;
  private readonly keys: string[];

  constructor(private readonly context: vscode.ExtensionContext) {
    this.keys = serverKeys(Object.keys(context.extension.packageJSON.contributes.configuration.properties), SECTION);
  }

  wanted(): Wanted {
    return {
      path: this.path().path,
      bundle: this.context.asAbsolutePath("bundled"),
      isTrusted: vscode.workspace.isTrusted,
      folders: (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath),
    };
  }

  /** What it is, for people. */
  get words(): string {
    const [{ packageJSON }, trust] = [this.context.extension, vscode.workspace.isTrusted ? "trusted" : "not trusted"];
    const where = vscode.env.remoteName ? `, over ${vscode.env.remoteName}` : "";
    return `extension ${packageJSON.version} in ${vscode.env.appName} ${vscode.version} on ${process.platform}-${process.arch}${where}; the folder is ${trust}`;
  }

  /** The program that an opened folder names and nobody agreed to run, if there is one. */
  get refused(): string | undefined {
    return this.path().refused;
  }

  /** Remembers for this workspace that a program which it names may be run. */
  async agree(program: string): Promise<void> {
    await this.context.workspaceState.update(AGREED, program);
  }

  /** What the server is told of our settings, for a document or a folder or for all. */
  serverSettings(scope?: vscode.Uri): Record<string, unknown> {
    return chosen(vscode.workspace.getConfiguration(SECTION, scope), this.keys);
  }

  private path(): { path: string; refused?: string } {
    const said = vscode.workspace.getConfiguration(SECTION).inspect<string>("path");
    return chosenPath(said, vscode.workspace.isTrusted, this.context.workspaceState.get(AGREED));
  }
}
