"""One act, one file: each is one function, in one transaction."""
