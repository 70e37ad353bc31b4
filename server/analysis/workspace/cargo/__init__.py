"""What cargo makes of a workspace, read from its files: packages, profiles, flags, and how its programs are built."""
