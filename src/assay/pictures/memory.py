import os

MOST_MEMORY = 4 << 30
"""Bytes that one decoding process may have: four times what the largest photograph takes."""
LEAST_MEMORY = 1 << 30


def limit_memory() -> None:
    """Have this process fail rather than take the machine's memory. Windows has no such limit for a process itself; there, only time is bounded."""
    try:
        import resource
    except ImportError:
        return
    limit = memory_limit()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or hard > limit:
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def memory_limit() -> int:
    """Half of the machine's memory, between one and four gigabytes."""
    physical = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return min(max(physical // 2, LEAST_MEMORY), MOST_MEMORY)
