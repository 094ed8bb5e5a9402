"""The project file: opening, closing, one writer at a time."""

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any, Self, TypeVar

from assay.model.errors import AssayError
from assay.model.ids import ActionId
from assay.model.people import Reviewer
from assay.model.project_suffix import PROJECT_SUFFIX
from assay.store import journal
from assay.store.lock import WriterLock, holder, lock_path, take_lock
from assay.store.migrations import VERSION, migrate
from assay.store.straight_writing import references_unchecked, straight_into_file

Answer = TypeVar("Answer")

APPLICATION_ID = 0x41534159  # "ASAY"


PAGES_BEFORE_CHECKPOINT = 16_384
"""64 MB of changes may stand beside the file before they are brought into it."""


class Project:
    """One open project file.

    `read_only` tells that somebody else holds the file (`held_by`). A connection belongs to one thread: `fork` gives a worker its own.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, lock: WriterLock | None, held_by: str = "") -> None:
        self.path = path
        self.connection = connection
        self.held_by = held_by
        self._lock = lock
        self._begun: dict[str, list[Any]] = {}
        self._known: dict[tuple[Any, ...], Any] = {}

    @property
    def read_only(self) -> bool:
        """Whether this project can only be looked at."""
        return bool(self.held_by)

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make a new, empty project file. Raises AssayError when there is one already or the folder cannot be written."""
        path = path.absolute()
        if os.path.lexists(path):
            raise AssayError(f"{path}: there is a file of this name already; choose another name or open it")
        lock = _lock_for_writing(path)
        try:
            _write_first_pages(path)
            connection = _connect(path)
        except sqlite3.Error as error:
            path.unlink(missing_ok=True)
            lock.release()
            raise AssayError(
                f"{path}: the project file cannot be written ({error}); choose another place or make room"
            ) from error
        return cls(path, connection, lock)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a project file, for writing when nobody else does. Raises AssayError when it is no project or a newer one."""
        path = path.absolute()
        _refuse_what_is_no_project(path)
        lock = _lock_of(path)
        try:
            connection = _connect(path, read_only=lock is None)
            if lock:
                _bring_up_to_date(path, connection)
        except BaseException as error:
            if lock:
                lock.release()
            if isinstance(error, sqlite3.OperationalError):
                raise AssayError(
                    f"{path}: the project file cannot be written ({error}); check its rights and its disk, or copy it"
                ) from error
            if isinstance(error, sqlite3.DatabaseError):
                raise AssayError(f"{path}: the project file is damaged ({error}); restore a copy of it") from error
            raise
        return cls(path, connection, lock, "" if lock else holder(path))

    def fork(self) -> "Project":
        """The same project on a connection of its own, for another thread."""
        other = Project(self.path, _connect(self.path, read_only=self.read_only), None, self.held_by)
        other._begun, other._known = self._begun, self._known
        return other

    def once(self, key: tuple[Any, ...], ask: Callable[[], Answer]) -> Answer:
        """What never changes, such as what a label set says, is asked once while the project is open. key: everything that the answer depends on."""
        if key not in self._known:
            self._known[key] = ask()
        return self._known[key]

    def begun(self, key: str) -> list[Any]:
        """The parts that are finished of work that was cut short while the project was open; who goes on with it adds to them.

        key: everything that the work depends on. Only the last work begun is kept, so other work starts with nothing.
        """
        if key not in self._begun:
            self._begun.clear()
        return self._begun.setdefault(key, [])

    def finished(self) -> None:
        """Forget the parts of work that is done."""
        self._begun.clear()

    def action(
        self,
        verb: str,
        summary: str,
        *,
        by: Reviewer,
        reason: str = "",
        reverts: ActionId | None = None,
        undoable: bool = True,
        bulk: bool = False,
        straight: bool = False,
    ) -> AbstractContextManager[journal.Action]:
        """Run the body as one action with its line in the journal. Raises AssayError when the project is read-only.

        bulk: it writes very much; see `references_unchecked`. straight: nearly all of that is new; see `straight_into_file`.
        """
        if self.read_only:
            raise AssayError(f"{self.path.name} is open elsewhere, by {self.held_by}; nothing can be changed here")
        action = journal.transaction(
            self.connection, verb=verb, summary=summary, by=by, reason=reason, reverts=reverts, undoable=undoable
        )
        ways = (straight_into_file,) * straight + (references_unchecked,) * bulk
        return _within([way(self.connection) for way in ways], action)

    def close(self) -> None:
        """Close the file and let others write it; nothing but the project file itself is left."""
        self.connection.close()
        if self._lock:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@contextmanager
def _within(
    around: Sequence[AbstractContextManager[None]], action: AbstractContextManager[journal.Action]
) -> Iterator[journal.Action]:
    with ExitStack() as stack:
        for one in around:
            stack.enter_context(one)
        yield stack.enter_context(action)


def _connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    mode = "ro" if read_only else "rwc"
    connection = sqlite3.connect(f"{path.as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=20)
    try:
        _configure(connection, read_only=read_only)
    except BaseException:
        connection.close()
        raise
    return connection


def _configure(connection: sqlite3.Connection, *, read_only: bool) -> None:
    if not read_only:
        connection.execute("PRAGMA journal_mode = WAL")
        # a confirmed action survives a power cut; it costs 0.2 ms
        connection.execute("PRAGMA synchronous = FULL")
        # what is written in bulk is brought into the file itself by a later step or on closing, not within the same one
        connection.execute(f"PRAGMA wal_autocheckpoint = {PAGES_BEFORE_CHECKPOINT}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -65536")


def _write_first_pages(path: Path) -> None:
    # before WAL is switched on, so that the file itself says what it is from the first moment
    connection = sqlite3.connect(path, isolation_level=None)
    # nothing to lose yet, and many small steps; switching WAL on brings all of it to the disk
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    migrate(connection)
    connection.close()


def _lock_of(path: Path) -> WriterLock | None:
    try:
        return take_lock(path)
    except OSError as error:
        raise AssayError(
            f"{path}: its lock file {lock_path(path).name} cannot be made beside it ({error.strerror or error});"
            " choose another folder or name, or copy the project to a folder of your own"
        ) from error


def _lock_for_writing(path: Path) -> WriterLock:
    lock = _lock_of(path)
    if lock is None:
        raise AssayError(f"{path}: somebody else is making this project, {holder(path)}")
    return lock


def _refuse_what_is_no_project(path: Path) -> None:
    if not os.path.exists(path):  # noqa: PTH110 - no name makes it raise
        raise AssayError(f"{path}: there is no such file; make a project with “assay new {path.name}”")
    if path.is_dir():
        raise AssayError(f"{path}: this is a folder, not an Assay project; open the {PROJECT_SUFFIX} file")
    if not path.is_file():  # a pipe would keep us waiting
        raise AssayError(f"{path}: this is no file, so no Assay project; open the {PROJECT_SUFFIX} file")
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise AssayError(f"{path}: the file cannot be read ({error.strerror})") from error
    is_project = head.startswith(b"SQLite format 3\0") and int.from_bytes(head[68:72], "big") == APPLICATION_ID
    if not is_project:
        raise AssayError(
            f"{path}: this is no Assay project (it begins with {_begins_with(head)}); open a {PROJECT_SUFFIX} file"
        )


def _begins_with(head: bytes) -> str:
    """The first bytes for a sentence: as text where they are one, else as numbers."""
    start = head[:16]
    if not start:
        return "nothing; it is empty"
    text = start.decode("ascii", "replace")
    return f"“{text}”" if text.isprintable() and "\ufffd" not in text else f"the bytes {start.hex(' ')}"


def _bring_up_to_date(path: Path, connection: sqlite3.Connection) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > VERSION:
        connection.close()
        raise AssayError(
            f"{path}: made by a newer Assay (schema {version}, this one knows {VERSION}); update Assay to open it"
        )
    if version < VERSION:
        _back_up(path, connection, version)
        migrate(connection)


def _back_up(path: Path, connection: sqlite3.Connection, version: int) -> None:
    backup = path.with_name(f"{path.stem}.schema-{version}.backup{PROJECT_SUFFIX}")
    if not backup.exists():
        target = sqlite3.connect(backup)
        connection.backup(target)
        target.close()
