-- For Neovim 0.11 or later: copy to ~/.config/nvim/lsp/ and call vim.lsp.enable("rust_perf").
return {
  cmd = { "rust-perf-analyzer", "server" },
  filetypes = { "rust", "toml" },
  root_dir = function(buffer, start)
    local name = vim.api.nvim_buf_get_name(buffer)
    local cargos = name:match("/Cargo%.toml$") or name:match("/%.cargo/config%.toml$") or name:match("/rust%-toolchain%.toml$")
    if vim.bo[buffer].filetype == "rust" or cargos then
      start(vim.fs.root(buffer, "Cargo.lock") or vim.fs.root(buffer, "Cargo.toml"))
    end
  end,
}
