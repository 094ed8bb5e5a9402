import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Wanted = TypeVar("Wanted")


class Newest(Generic[Wanted]):
    """Does a deed with the newest thing that was asked for, on a thread that ends when nothing is; what was overtaken is left out.

    rest: seconds without another request before it begins.
    """

    def __init__(self, name: str, deed: Callable[[Wanted], None], *, rest: float = 0.0) -> None:
        self._name, self._deed, self._rest = name, deed, rest
        self._wanted: list[Wanted] = []
        self._thread: threading.Thread | None = None
        self._asked = threading.Condition()

    def ask(self, wanted: Wanted) -> None:
        """Do it with this next."""
        with self._asked:
            self._wanted = [wanted]
            self._asked.notify()
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name=self._name)
                self._thread.start()

    def forget(self) -> None:
        """Leave out what is asked for and not begun."""
        with self._asked:
            self._wanted = []
            self._asked.notify()

    @property
    def is_at_work(self) -> bool:
        """Whether something is asked for or being done."""
        with self._asked:
            return self._thread is not None

    @property
    def is_overtaken(self) -> bool:
        """Whether something newer waits than what is being done."""
        return bool(self._wanted)

    def stop(self) -> None:
        """Forget what is asked for, and wait for what is being done."""
        self.forget()
        thread = self._thread
        if thread is not None:
            thread.join()

    def _work(self) -> None:
        while (wanted := self._next()) is not None:
            self._deed(wanted)

    def _next(self) -> Wanted | None:
        """What is asked for, once nobody has asked for anything else for a while; the thread ends with None."""
        with self._asked:
            while self._rest and self._wanted and self._asked.wait(self._rest):
                pass
            if not self._wanted:
                self._thread = None
                return None
            return self._wanted.pop()
