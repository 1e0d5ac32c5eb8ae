"""A package, so that a command's tests may be named like those of the room that it shows."""
