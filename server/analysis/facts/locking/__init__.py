"""Locks, their guards and what lies behind them; atomics."""
