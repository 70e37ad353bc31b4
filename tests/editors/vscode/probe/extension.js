// Does in the extension host what a test asks for: JSON a line, {id, does, with} in, {id, result | error} out.
// The test listens on a port that it names in the environment; every window connects to it and says which folder it shows.
const net = require("node:net");
const readline = require("node:readline");
const vscode = require("vscode");

exports.activate = (context) => {
  const socket = net.connect(Number(process.env.PROBE_PORT), "127.0.0.1");
  const say = (message) => socket.write(JSON.stringify(message) + "\n");
  context.subscriptions.push({ dispose: () => socket.destroy() });
  say({ folder: vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "", trusted: vscode.workspace.isTrusted });
  readline.createInterface({ input: socket }).on("line", async (line) => {
    const { id, does, with: given } = JSON.parse(line);
    try {
      say({ id, result: (await operations[does](given)) ?? null });
    } catch (error) {
      say({ id, error: String(error?.stack ?? error) });
    }
  });
};

const operations = {
  // Files
  show: async ({ path }) => {
    await vscode.window.showTextDocument(await document(path), { preview: false });
  },
  text: async ({ path }) => (await document(path)).getText(),
  save: async ({ path }) => (await document(path)).save(),
  // Nothing is asked of anybody where nothing is unsaved.
  closeAll: async () => {
    await vscode.workspace.saveAll(true);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  },
  tabs: () => vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(tab)),

  // What a hand does in the editor that is shown
  select: ({ path, range }) => {
    const editor = shown(path);
    editor.selection = new vscode.Selection(...ends(range));
    editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenter);
  },
  type: ({ text }) => vscode.commands.executeCommand("type", { text }),
  run: ({ command, arguments: given }) => vscode.commands.executeCommand(command, ...given),
  begin: ({ command, arguments: given }) => {
    begun = vscode.commands.executeCommand(command, ...given);
  },
  finish: () => begun,
  openLink: ({ uri }) => vscode.commands.executeCommand("vscode.open", vscode.Uri.parse(uri)),
  setting: ({ key, value }) =>
    vscode.workspace.getConfiguration().update(key, value ?? undefined, vscode.ConfigurationTarget.Global),

  // What the editor knows
  diagnostics: ({ path }) => vscode.languages.getDiagnostics(vscode.Uri.file(path)).map(diagnostic),
  hover: async ({ path, line, character }) => {
    const at = new vscode.Position(line, character);
    const found = await vscode.commands.executeCommand("vscode.executeHoverProvider", vscode.Uri.file(path), at);
    return found.flatMap((hover) => hover.contents.map((content) => content.value ?? content));
  },
  actions: async (given) => (await actions(given)).map(action),
  apply: async ({ title, ...given }) => {
    const chosen = (await actions(given)).find((each) => each.title === title);
    if (!chosen) throw new Error(`no action is called ${title}`);
    if (chosen.edit && !(await vscode.workspace.applyEdit(chosen.edit, { isRefactoring: false }))) throw new Error("the edit was refused");
    if (chosen.command) await vscode.commands.executeCommand(chosen.command.command, ...(chosen.command.arguments ?? []));
  },

  listed: ({ severity }) =>
    vscode.languages
      .getDiagnostics()
      .flatMap(([, all]) => all.map(diagnostic))
      .filter((each) => each.source === "rust-perf" && each.severity === severity).length,
  activeText: () => vscode.window.activeTextEditor?.document.getText() ?? "",
  status: () => vscode.extensions.getExtension("rust-perf-analyzer.rust-perf-analyzer").exports.status(),

  // A second tool for Rust, as rust-analyzer would be
  otherTool: ({ on }) => {
    other?.dispose();
    other = on ? otherTool() : undefined;
  },
};

let begun;

const document = (path) => vscode.workspace.openTextDocument(vscode.Uri.file(path));

function shown(path) {
  const editor = vscode.window.visibleTextEditors.find((each) => each.document.uri.fsPath === path);
  if (!editor) throw new Error(`${path} is not shown`);
  return editor;
}

const ends = (range) => [new vscode.Position(...range[0]), new vscode.Position(...range[1])];
const actions = ({ path, range, kind }) =>
  // A number has the edits of so many actions resolved as well.
  vscode.commands.executeCommand("vscode.executeCodeActionProvider", vscode.Uri.file(path), new vscode.Range(...ends(range)), kind ?? undefined, 50);

const place = ({ start, end }) => [[start.line, start.character], [end.line, end.character]];

const diagnostic = (each) => ({
  range: place(each.range),
  source: each.source,
  code: each.code?.value ?? each.code,
  link: each.code?.target?.toString() ?? null,
  message: each.message,
  severity: vscode.DiagnosticSeverity[each.severity],
  related: (each.relatedInformation ?? []).map((related) => related.message),
});

const action = (each) => ({
  title: each.title,
  kind: each.kind?.value,
  isPreferred: each.isPreferred ?? false,
  disabled: each.disabled?.reason ?? null,
  command: each.command?.command ?? null,
});

const tab = ({ label, input, isActive }) => ({
  label,
  isActive,
  view: input?.viewType ?? null,
  uri: input?.uri?.toString() ?? null,
});

let other;

function otherTool() {
  const collection = vscode.languages.createDiagnosticCollection("other");
  const judge = ({ uri, languageId }) => {
    if (languageId !== "rust") return;
    const found = new vscode.Diagnostic(new vscode.Range(0, 0, 0, 3), "said by the other tool", vscode.DiagnosticSeverity.Warning);
    found.source = "other";
    collection.set(uri, [found]);
  };
  vscode.workspace.textDocuments.forEach(judge);
  return vscode.Disposable.from(
    collection,
    vscode.workspace.onDidOpenTextDocument(judge),
    vscode.workspace.onDidChangeTextDocument(({ document }) => judge(document)),
    vscode.languages.registerHoverProvider("rust", { provideHover: () => new vscode.Hover("hover of the other tool") }),
    vscode.languages.registerCodeActionsProvider("rust", {
      provideCodeActions: () => [new vscode.CodeAction("Action of the other tool", vscode.CodeActionKind.QuickFix)],
    }),
  );
}
