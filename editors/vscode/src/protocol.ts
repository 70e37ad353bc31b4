/** What this extension and the server say to each other beyond the language server protocol. */
export const SECTION = "rust-perf";
export const SCHEME = "rust-perf-page";
export const PAGE_URI = `${SCHEME}:/{rule}.md`;
export const STATUS = "rust-perf/status";

export interface Status {
  readonly version: string;
  readonly mode: "openFiles" | "workspace";
  readonly findings: { readonly critical: number; readonly warning: number; readonly suggestion: number };
  readonly isScanning: boolean;
}

export interface Scanned {
  readonly files: number;
  readonly findings: number;
  readonly cancelled: boolean;
}

export interface Fixed {
  readonly fixed: number;
  readonly left: number;
}

/** A request to the server; fails where none is running. */
export type Asked = <T>(method: string, params: object) => Promise<T>;

export type ServerCommand = "openPage" | "fixAll" | "fixRule" | "scanWorkspace" | "debugInformation";
