import * as vscode from "vscode";
import { type Asked, SCHEME } from "./protocol";
import { messageOf } from "./wording";

/** The view that VS Code renders Markdown in. */
const PREVIEW = "vscode.markdown.preview.editor";

/** The pages of the rules as documents that the server writes, so that they can be read without a network. */
export class Pages implements vscode.TextDocumentContentProvider {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly shown = new Set<string>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly ask: Asked) {}

  register(): vscode.Disposable {
    return vscode.Disposable.from(this.changed, vscode.workspace.registerTextDocumentContentProvider(SCHEME, this));
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    this.shown.add(uri.toString());
    const rule = ruleOf(uri.path);
    try {
      return (await this.ask<{ text: string }>("rust-perf/page", { rule })).text;
    } catch (error) {
      return `# ${rule}\n\nThe page is not there: ${messageOf(error)}\n`;
    }
  }

  /** Asks for the open pages again, as when a server has come up. */
  refresh(): void {
    for (const uri of this.shown) this.changed.fire(vscode.Uri.parse(uri));
  }
}

/** Opens the page of a rule beside what is being edited. */
export async function openPage(rule: string): Promise<void> {
  const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${rule}.md` });
  await vscode.commands.executeCommand("vscode.openWith", uri, PREVIEW, vscode.ViewColumn.Beside);
}

/** Pages link to each other by their files, whichever folder those are in. */
function ruleOf(path: string): string {
  return (path.split("/").at(-1) ?? "").replace(/\.md$/, "");
}
