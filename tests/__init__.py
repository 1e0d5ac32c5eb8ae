"""A package, so that a file here may have the name of one in a folder below."""
