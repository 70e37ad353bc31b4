#!/usr/bin/env bash
# Sets up a virtual environment from a lock file: `venv.sh FOLDER LOCK [editable]`. Needs a Python of 3.11 or later.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
folder=$1 lock=$2 editable=${3:-}

find_python() {
    local name
    for name in ${PYTHON:-} python3 python python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    echo "No Python of 3.11 or later with the module venv was found. Name one with \`make PYTHON=/usr/bin/python3.12 …\`;" >&2
    echo "Debian and Ubuntu have the module in the package python3-venv." >&2
    return 1
}

if ! "$folder/bin/python" -c '' 2>/dev/null; then
    python=$(find_python)
    "$python" -m venv --clear "$folder"
fi
pip=("$folder/bin/python" -m pip --quiet --disable-pip-version-check install)
"${pip[@]}" --require-hashes -r "$lock"
if [ -n "$editable" ]; then
    "${pip[@]}" --no-build-isolation --no-deps -e .
fi
