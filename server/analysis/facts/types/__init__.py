"""What type an expression has, what values a function takes and gives, and how large they are."""
