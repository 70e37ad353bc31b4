"""The process beside the server: it reads, judges and writes up the files that are not open."""
