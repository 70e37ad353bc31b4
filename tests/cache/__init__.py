"""What `check` keeps on the disk: never trusted, never stale."""
