;;; rust-perf.el --- rust-perf-analyzer in eglot  -*- lexical-binding: t -*-

;; For Emacs 28 or later with eglot 1.9 or later (Emacs 29 has it built in).  Load it from your init file.

;;; Code:

(require 'eglot)

(defvar rust-perf-command '("rust-perf-analyzer" "server")
  "The command that starts the server.
To have rust-analyzer in the same buffers, a multiplexer that starts both.")

;; One server for the sources and the manifests of a project.
(add-to-list 'eglot-server-programs
             (cons '(rust-mode rust-ts-mode
                     (conf-toml-mode :language-id "toml") (toml-ts-mode :language-id "toml"))
                   (lambda (&rest _) rust-perf-command)))

(defun rust-perf-ensure ()
  "Start the server for a Rust file, a manifest, or a file of settings."
  (when (and buffer-file-name
             (string-match-p "\\(\\.rs\\|/\\(Cargo\\|rust-perf\\|rust-toolchain\\)\\.toml\\|/\\.cargo/config\\.toml\\)\\'"
                             buffer-file-name))
    (eglot-ensure)))

(dolist (hook '(rust-mode-hook rust-ts-mode-hook conf-toml-mode-hook toml-ts-mode-hook))
  (add-hook hook #'rust-perf-ensure))

(defun rust-perf--execute (command &rest arguments)
  "Have the server run COMMAND with ARGUMENTS; the result."
  (jsonrpc-request (eglot--current-server-or-lose) :workspace/executeCommand
                   (list :command (concat "rust-perf-analyzer." command) :arguments (vconcat arguments))
                   :timeout 600))

(defun rust-perf--uri ()
  "The URI of the file in this buffer."
  (plist-get (eglot--TextDocumentIdentifier) :uri))

(defun rust-perf--rules ()
  "The rules that have findings in this buffer, nearest to point first."
  (let ((found (sort (flymake-diagnostics)
                     (lambda (one other)
                       (< (abs (- (point) (flymake-diagnostic-beg one)))
                          (abs (- (point) (flymake-diagnostic-beg other))))))))
    (delete-dups
     (delq nil (mapcar (lambda (each)
                         (when (string-match "rust-perf[^[]*\\[\\([a-z0-9-]+\\)\\]" (flymake-diagnostic-text each))
                           (match-string 1 (flymake-diagnostic-text each))))
                       found)))))

(defun rust-perf--read-rule ()
  "Ask for a rule."
  (let ((rules (rust-perf--rules)))
    (list (completing-read "Rule: " rules nil nil nil nil (car rules)))))

(defun rust-perf-fix-all ()
  "Apply all safe fixes in this file."
  (interactive)
  (rust-perf--execute "fixAll" (rust-perf--uri)))

(defun rust-perf-fix-rule (rule &optional everywhere)
  "Fix all findings of RULE in this file; with a prefix argument, EVERYWHERE in the workspace."
  (interactive (append (rust-perf--read-rule) (list current-prefix-arg)))
  (rust-perf--execute "fixRule" rule (unless everywhere (rust-perf--uri))))

(defun rust-perf-page (rule)
  "Show the page of RULE."
  (interactive (rust-perf--read-rule))
  (let ((uri (rust-perf--execute "openPage" rule)))
    (when (stringp uri)
      (view-file-other-window
       (if (fboundp 'eglot-uri-to-path) (eglot-uri-to-path uri) (eglot--uri-to-path uri))))))

(defun rust-perf-scan-workspace ()
  "Find out about all files; `flymake-show-project-diagnostics' lists what was found."
  (interactive)
  (let ((result (rust-perf--execute "scanWorkspace")))
    (message "%d findings in %d files" (plist-get result :findings) (plist-get result :files))))

(defun rust-perf-debug-information ()
  "Show what the server knows of itself."
  (interactive)
  (let ((text (rust-perf--execute "debugInformation")))
    (with-current-buffer (get-buffer-create "*rust-perf*")
      (erase-buffer)
      (insert text)
      (display-buffer (current-buffer)))))

(provide 'rust-perf)
;;; rust-perf.el ends here
