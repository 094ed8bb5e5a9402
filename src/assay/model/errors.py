class AssayError(Exception):
    """Something a user can act on: one clear sentence with the file, the place, the value and what to do."""
