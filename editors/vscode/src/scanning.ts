import type { Middleware, ProgressToken } from "vscode-languageclient/node";

type Handle = NonNullable<Middleware["handleWorkDoneProgress"]>;

/** Somebody who waits for a scan. */
export interface Watcher {
  /** It is so far, in words and in percent more than the last time. */
  report(progress: { message?: string; increment: number }): void;
  onCancel(listener: () => void): void;
}

/** Shows the progress that the server tells of its scans to whoever asked for one, and tells it when they cancel. */
export class Scanning {
  private token: ProgressToken | undefined;
  private watcher: Watcher | undefined;
  private reached = 0;
  private isCancelled = false;

  constructor(private readonly cancel: (token: ProgressToken) => void) {}

  /** Watch the scan that is about to begin; returns what ends that. */
  watch(watcher: Watcher): () => void {
    this.watcher = watcher;
    this.reached = 0;
    this.isCancelled = false;
    watcher.onCancel(() => {
      this.isCancelled = true;
      if (this.token !== undefined) this.cancel(this.token);
    });
    return () => {
      this.watcher = undefined;
    };
  }

  readonly handle: Handle = (token, told, next) => {
    if (told.kind === "end") this.token = undefined;
    else this.token = token;
    // Who cancels before the server has begun means this scan as well.
    if (told.kind === "begin" && this.watcher && this.isCancelled) this.cancel(token);
    if (this.watcher && told.kind !== "end") {
      const reached = told.percentage ?? this.reached;
      this.watcher.report({ message: told.message, increment: reached - this.reached });
      this.reached = reached;
    }
    next(token, told);
  };
}
