from PySide6.QtCore import QObject, Signal


class Mailbox(QObject):
    """Carries what a worker has read to the window's thread.

    It has no parent: the worker holds it, so that it can still post when what asked is gone. A signal of what asked would take the process down with it.
    """

    posted = Signal(object, object)
    """What was asked for, and what came of it."""
