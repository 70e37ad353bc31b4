-- For Neovim 0.11 or later: copy to ~/.config/nvim/lsp/ and call vim.lsp.enable("rust_perf"). For 0.10, see the README.

local SOURCE = "rust-perf"

--- Clients have methods since 0.11, functions before.
local function ask(client, name, ...)
  if vim.fn.has("nvim-0.11") == 1 then return client[name](client, ...) end
  return client[name](...)
end

--- Have the server run one of its commands; `done` gets the result.
local function execute(client, buffer, command, arguments, done)
  local params = { command = "rust-perf-analyzer." .. command, arguments = arguments }
  local function answered(problem, result)
    if problem then
      vim.notify(problem.message, vim.log.levels.ERROR)
    elseif result and done then
      done(result)
    end
  end
  ask(client, "request", "workspace/executeCommand", params, answered, buffer)
end

--- The rules that have findings in the buffer, those in the line of the cursor first.
local function rules_found(buffer)
  local line, here, elsewhere = vim.api.nvim_win_get_cursor(0)[1] - 1, {}, {}
  for _, found in ipairs(vim.diagnostic.get(buffer)) do
    if found.source == SOURCE and type(found.code) == "string" then
      local rules = found.lnum <= line and line <= (found.end_lnum or found.lnum) and here or elsewhere
      if not vim.tbl_contains(rules, found.code) then table.insert(rules, found.code) end
    end
  end
  return here, vim.list_extend(vim.list_extend({}, here), elsewhere)
end

--- The rule that was named, else that of the finding in the line of the cursor.
local function rule_meant(buffer, argument)
  local rule = argument ~= "" and argument or rules_found(buffer)[1]
  if not rule then vim.notify("No finding of rust-perf in this line: name a rule", vim.log.levels.WARN) end
  return rule
end

local function show_text(name, text)
  vim.cmd("botright new")
  vim.bo.buftype, vim.bo.bufhidden, vim.bo.filetype = "nofile", "wipe", "markdown"
  vim.api.nvim_buf_set_name(0, name)
  vim.api.nvim_buf_set_lines(0, 0, -1, false, vim.split(text, "\n"))
  vim.bo.modifiable = false
end

--- Stop scans of the workspace that are under way, also those that nobody asked for by name.
local function stop_scans(client)
  for token in pairs(client.progress.pending) do
    if tostring(token):match("^rust%-perf/") then
      ask(client, "notify", "window/workDoneProgress/cancel", { token = token })
    end
  end
end

local function add_commands(client, buffer)
  local function add(name, about, run, options)
    local all = vim.tbl_extend("force", { desc = "rust-perf: " .. about }, options or {})
    vim.api.nvim_buf_create_user_command(buffer, "LspRustPerf" .. name, run, all)
  end
  local function complete(start)
    local _, rules = rules_found(buffer)
    return vim.tbl_filter(function(rule) return vim.startswith(rule, start) end, rules)
  end
  local uri = vim.uri_from_bufnr(buffer)

  add("FixAll", "apply all safe fixes in this file", function() execute(client, buffer, "fixAll", { uri }) end)
  add("FixRule", "fix all findings of a rule in this file; with ! in the workspace", function(call)
    local rule = rule_meant(buffer, call.args)
    if rule then execute(client, buffer, "fixRule", { rule, call.bang and vim.NIL or uri }) end
  end, { nargs = "?", bang = true, complete = complete })
  add("Page", "open the page of a rule", function(call)
    local rule = rule_meant(buffer, call.args)
    if rule then execute(client, buffer, "openPage", { rule }) end
  end, { nargs = "?", complete = complete })
  add("ScanWorkspace", "show the findings of all files; with ! stop looking for them", function(call)
    if call.bang then return stop_scans(client) end
    execute(client, buffer, "scanWorkspace", {}, function(result)
      local how = result.cancelled and "stopped" or "done"
      vim.notify(("Scan %s: %d findings in %d files"):format(how, result.findings, result.files))
    end)
  end, { bang = true })
  add("DebugInformation", "show what the server knows of itself", function()
    execute(client, buffer, "debugInformation", {}, function(text) show_text("rust-perf://debug-information", text) end)
  end)
end

return {
  cmd = { "rust-perf-analyzer", "server" },
  filetypes = { "rust", "toml" },
  root_dir = function(buffer, start)
    local name = vim.api.nvim_buf_get_name(buffer)
    local cargos = name:match("/Cargo%.toml$") or name:match("/%.cargo/config%.toml$")
    local ours = name:match("/rust%-toolchain%.toml$") or name:match("/rust%-perf%.toml$")
    if vim.bo[buffer].filetype == "rust" or cargos or ours then
      start(vim.fs.root(buffer, "Cargo.lock") or vim.fs.root(buffer, "Cargo.toml"))
    end
  end,
  on_attach = add_commands,
}
