"""The rules of the family concurrency."""
