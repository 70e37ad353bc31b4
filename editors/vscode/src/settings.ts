/** Settings that are for this extension alone; all others are the server's. */
const OURS = new Set(["path", "trace"]);

/** What `WorkspaceConfiguration.inspect` tells of one setting. */
export interface Said<T = unknown> {
  readonly globalValue?: T;
  readonly workspaceValue?: T;
  readonly workspaceFolderValue?: T;
}

export interface Configuration {
  get(key: string): unknown;
  inspect(key: string): Said | undefined;
}

/** The keys of the server's settings among the properties that package.json declares; `a.b` is the key `b` of `a`. */
export function serverKeys(properties: Iterable<string>, section: string): string[] {
  const keys = [...properties].map((name) => name.slice(section.length + 1).split(".")[0]);
  return [...new Set(keys)].filter((key) => !OURS.has(key));
}

/** What somebody chose, without the defaults: those are the server's business, and its files stand between. */
export function chosen(configuration: Configuration, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(keys.filter((key) => isSaid(configuration.inspect(key))).map((key) => [key, configuration.get(key)]));
}

function isSaid(said: Said | undefined): boolean {
  return [said?.globalValue, said?.workspaceValue, said?.workspaceFolderValue].some((value) => value !== undefined && value !== null);
}

export interface ChosenPath {
  readonly path: string;
  /** A program that the opened folder wants to have run, and that nobody has agreed to. */
  readonly refused?: string;
}

/** The program to start. What the opened folder names is taken only when it is trusted and a person has agreed to this very program. */
export function chosenPath(said: Said<string> | undefined, isTrusted: boolean, agreed: string | undefined): ChosenPath {
  const own = text(said?.globalValue);
  const folders = text(said?.workspaceFolderValue) || text(said?.workspaceValue);
  if (!folders || folders === own) return { path: own };
  return isTrusted && folders === agreed ? { path: folders } : { path: own, refused: folders };
}

function text(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}
