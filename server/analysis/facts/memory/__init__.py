"""Collections and texts that are made, filled, copied and freed."""
