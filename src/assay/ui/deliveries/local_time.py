from datetime import datetime


def local_time(at: str) -> str:
    """A stored moment (UTC, ISO 8601) as the clock on the wall says it: "3 Feb 2026, 14:02"."""
    moment = datetime.fromisoformat(at).astimezone()
    return f"{moment.day} {moment:%b %Y, %H:%M}"
