//! Registers the language server with Zed, which starts none that no extension has named.

use zed_extension_api::settings::LspSettings;
use zed_extension_api::{serde_json::Value, Command, Extension, LanguageServerId, Result, Worktree};

const PROGRAM: &str = "rust-perf-analyzer";

struct RustPerf;

impl Extension for RustPerf {
    fn new() -> Self {
        RustPerf
    }

    /// The program of the settings (`lsp.rust-perf.binary`), else the one on the `PATH`.
    fn language_server_command(&mut self, id: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let chosen = LspSettings::for_worktree(id.as_ref(), worktree)?.binary;
        let (path, arguments) = chosen.map_or((None, None), |binary| (binary.path, binary.arguments));
        let command = path.or_else(|| worktree.which(PROGRAM));
        Ok(Command {
            command: command.ok_or_else(|| format!("`{PROGRAM}` is not on the PATH"))?,
            args: arguments.unwrap_or_else(|| vec!["server".into()]),
            env: worktree.shell_env(),
        })
    }

    fn language_server_initialization_options(
        &mut self,
        id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<Value>> {
        Ok(LspSettings::for_worktree(id.as_ref(), worktree)?.initialization_options)
    }

    /// The server asks for its section by name.
    fn language_server_workspace_configuration(
        &mut self,
        id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<Value>> {
        Ok(LspSettings::for_worktree(id.as_ref(), worktree)?.settings)
    }
}

zed_extension_api::register_extension!(RustPerf);
