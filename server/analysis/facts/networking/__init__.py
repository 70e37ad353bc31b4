"""Streams, connections, pools, and the servers and clients that are built on them."""
