import * as vscode from "vscode";
import { CloseAction, ErrorAction, ExecuteCommandRequest, WorkDoneProgressCancelNotification } from "vscode-languageclient/node";
import { QuietClient } from "./client";
import type { Complaints } from "./complaints";
import { findServer, NoServer, type Program } from "./discovery";
import { clientOptions } from "./options";
import { type Asked, type Scanned, SECTION, type ServerCommand, STATUS, type Status } from "./protocol";
import { Restarts } from "./restarts";
import { Scanning, type Watcher } from "./scanning";
import type { StatusItem } from "./status";
import type { Where } from "./where";
import { messageOf } from "./wording";

const IS_GONE = "The server is not running.";

/** The server's life: starts follow stops, one at a time, and a server that dies is started again, but not for ever. */
export class Server {
  private client: QuietClient | undefined;
  private program: Program | undefined;
  private turn: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private readonly restarts = new Restarts();
  private readonly scanning = new Scanning((token) => {
    void this.client?.sendNotification(WorkDoneProgressCancelNotification.type, { token });
  });
  private readonly running = new vscode.EventEmitter<void>();
  /** A server has come up. */
  readonly onDidStart = this.running.event;

  constructor(
    private readonly where: Where,
    private readonly log: vscode.LogOutputChannel,
    private readonly status: StatusItem,
    private readonly complaints: Complaints,
  ) {}

  /** Stops what runs and starts anew, as when a person asks for it. */
  restart(): Promise<void> {
    this.restarts.forget();
    this.complaints.forget();
    return this.again();
  }

  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.turn = this.turn.then(() => this.down());
    await this.turn;
  }

  readonly ask: Asked = async <T>(method: string, params: object): Promise<T> => {
    if (!this.client?.isRunning()) throw new Error(IS_GONE);
    return this.client.sendRequest<T>(method, params);
  };

  /** The extension's part of what somebody who looks for a mistake must know, in Markdown. */
  describe(): string {
    const { program } = this;
    const started = program ? `server ${program.version} of ${program.origin}: \`${[program.command, ...program.args].join(" ")}\`` : "no server was found";
    const passed = this.complaints.told.map((message) => `- ${message}`);
    return ["## Extension", "", `- ${this.where.words}`, `- ${this.status.text}`, `- ${started}`, "", "### Messages", "", ...(passed.length ? passed : ["None."]), ""].join("\n");
  }

  /** Has the server carry out one of its commands. */
  async execute<T>(command: ServerCommand, args: unknown[]): Promise<T> {
    const client = this.client;
    if (!client?.isRunning()) throw new Error(IS_GONE);
    return (await client.sendRequest(ExecuteCommandRequest.type, { command: `rust-perf-analyzer.${command}`, arguments: args })) as T;
  }

  /** Has the server scan the workspace, which may be watched and cancelled. */
  async scan(watcher: Watcher): Promise<Scanned> {
    const stop = this.scanning.watch(watcher);
    try {
      return await this.execute<Scanned>("scanWorkspace", []);
    } finally {
      stop();
    }
  }

  private again(): Promise<void> {
    clearTimeout(this.timer);
    this.turn = this.turn.then(() => this.down()).then(() => this.up());
    return this.turn;
  }

  private async down(): Promise<void> {
    const old = this.client;
    this.client = undefined;
    this.status.become("stopped");
    await old?.dispose().catch((error) => this.log.warn(`The server did not stop in order: ${error}`));
  }

  private async up(): Promise<void> {
    this.status.become("starting");
    try {
      this.program = undefined;
      const program = (this.program = await findServer(this.where.wanted(), this.where.machine));
      program.warnings.forEach((warning) => this.complaints.warn(warning));
      this.log.info(`Starting server ${program.version} of ${program.origin}: ${[program.command, ...program.args].join(" ")}`);
      await this.talk(program);
    } catch (error) {
      this.failed(error);
    }
  }

  private async talk(program: Program): Promise<void> {
    const options = clientOptions(this.where, this.log, () => client.isRunning());
    const client: QuietClient = new QuietClient(SECTION, "Rust Perf", executable(program, this.where.machine.home), {
      ...options,
      middleware: { ...options.middleware, handleWorkDoneProgress: this.scanning.handle },
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => {
          if (client === this.client) this.died("The server has stopped.");
          return { action: CloseAction.DoNotRestart, handled: true };
        },
      },
      initializationFailedHandler: () => false,
    });
    client.onNotification(STATUS, (status: Status) => this.status.tell(status));
    try {
      await client.start();
    } catch (error) {
      void client.dispose().catch(() => undefined);
      throw error;
    }
    this.client = client;
    this.status.become("running", `server ${program.version}`);
    this.running.fire();
  }

  private failed(error: unknown): void {
    if (!(error instanceof NoServer)) {
      this.log.warn(messageOf(error));
      this.died("The server does not start.");
      return;
    }
    this.status.become("failed", error.message);
    this.complaints.error(error);
  }

  private died(how: string): void {
    const pause = this.restarts.afterDeath(Date.now());
    if (pause === undefined) {
      this.status.become("failed", how);
      this.complaints.error(new Error(`${how} It was started again several times and is left alone now: the log says why, and “Rust Perf: Restart Server” tries again.`));
      return;
    }
    this.status.become("starting", how);
    this.log.warn(`${how} It is started again in ${pause / 1_000} s.`);
    this.timer = setTimeout(() => void this.again(), pause);
  }
}

function executable(program: Program, home: string): { command: string; args: string[]; options: { cwd: string; env: NodeJS.ProcessEnv } } {
  // The working directory is not the workspace: a file in it shall not decide what Python imports.
  return { command: program.command, args: [...program.args], options: { cwd: home, env: program.env } };
}
