class Fault(Exception):
    """What is wrong with one part of a file, as a clause without its full stop. The part is left out and listed; the rest is read on."""
