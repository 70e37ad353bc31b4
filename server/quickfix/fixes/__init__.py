"""One file a fix, of the name of its rule."""
