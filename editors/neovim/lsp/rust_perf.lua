-- For Neovim 0.11 or later: copy to ~/.config/nvim/lsp/ and call vim.lsp.enable("rust_perf").
return {
  cmd = { "rust-perf-analyzer", "server" },
  filetypes = { "rust", "toml" },
  root_dir = function(buffer, start)
    local name = vim.fs.basename(vim.api.nvim_buf_get_name(buffer))
    if vim.bo[buffer].filetype == "rust" or name == "Cargo.toml" then
      start(vim.fs.root(buffer, "Cargo.lock") or vim.fs.root(buffer, "Cargo.toml"))
    end
  end,
}
