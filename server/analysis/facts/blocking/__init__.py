"""Calls that keep their thread waiting or computing, and the chains that lead to them."""
