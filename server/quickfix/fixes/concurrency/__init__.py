"""The fixes of the family concurrency."""
