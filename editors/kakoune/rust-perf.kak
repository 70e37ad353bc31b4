hook -group rust-perf global BufSetOption filetype=rust %{
    set-option buffer lsp_servers %{
        [rust-analyzer]
        root_globs = ["Cargo.lock", "Cargo.toml"]

        [rust-perf]
        command = "rust-perf-analyzer"
        args = ["server"]
        root_globs = ["Cargo.lock", "Cargo.toml"]
    }
}

hook -group rust-perf global BufSetOption filetype=toml %{
    set-option buffer lsp_servers %{
        [rust-perf]
        command = "rust-perf-analyzer"
        args = ["server"]
        root_globs = ["Cargo.lock", "Cargo.toml"]
    }
}
