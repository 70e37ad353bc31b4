"""The command's way in; imports only what every word of the command line needs."""

import os
import sys


def main() -> None:
    """Run the command line."""
    # Worker processes must not import modules that lie in the folder which is judged.
    os.environ["PYTHONSAFEPATH"] = "1"
    from .cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
