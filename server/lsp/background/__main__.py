"""The way into the process; the server starts it and talks to it over its standard input and output."""

from .worker import main

if __name__ == "__main__":
    main()
