"""The command's way in; imports only what every word of the command line needs."""

import os
import sys


def main() -> None:
    """Run the command line."""
    # Worker processes must not import modules that lie in the folder which is judged.
    os.environ["PYTHONSAFEPATH"] = "1"
    sys.exit(code_of(sys.argv[1:]))


def code_of(words: list[str]) -> int:
    """Do what the words of the command line say; the exit code."""
    if words[:1] == ["check"]:
        from .cache.replay import replay

        if (code := replay(words)) is not None:
            return code
    from .cli import run

    return run(words)


if __name__ == "__main__":
    main()
