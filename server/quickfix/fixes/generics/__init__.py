"""The fixes of the family generics."""
