"""The rules of the family generics."""
