import { LanguageClient } from "vscode-languageclient/node";

/** A client whose own complaints go to the log: what a person should know is told once, by whoever started it. */
export class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}
