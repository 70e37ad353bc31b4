"""How fixes are made, checked and composed."""
