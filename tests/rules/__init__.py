"""Fixtures of the rules, and the tests that hold them."""
