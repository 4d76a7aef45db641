"""How often somebody may do something. Counted in the memory of the one process that serves; a restart forgets.

Why: an attacker must not be able to make the database write, and there is one serving process (docs/decisions/0018).
"""

from __future__ import annotations

import ipaddress
import math
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock

from loopready.model import TooManyError

Clock = Callable[[], float]
MOST_KEYS = 50_000
"""Keys held at once; the one that was used longest ago goes."""
HOUR = 3600.0


class Limiter:
    """At most ``count`` times in any ``seconds`` by one key."""

    def __init__(self, count: int, seconds: float, *, says: str, clock: Clock = time.monotonic, most_keys: int = MOST_KEYS) -> None:
        self._count, self._seconds, self._says = count, seconds, says
        self._clock = clock
        self._most = most_keys
        self._held: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def take(self, key: str) -> None:
        """Count one. TooManyError where it would be one too many; that one is not counted."""
        now = self._clock()
        with self._lock:
            times = self._held.setdefault(key, deque())
            self._held.move_to_end(key)
            while times and times[0] <= now - self._seconds:
                times.popleft()
            if len(times) >= self._count:
                wait = math.ceil(times[0] + self._seconds - now)
                raise TooManyError(f"{self._says}; {in_words(wait)}", seconds=wait)
            times.append(now)
            while len(self._held) > self._most:
                self._held.popitem(last=False)


class Backoff:
    """A delay that grows with each failure in a row: none for the first ``free``, then 1 s, 2 s, 4 s ... up to ``most`` seconds.

    A try counts as failed when it begins, so that many at once do not slip through; ``succeeded`` takes that back. Failures are
    forgotten an hour after the last one.
    """

    def __init__(self, *, free: int, most: float, says: str, clock: Clock = time.monotonic, most_keys: int = MOST_KEYS) -> None:
        self._free, self._longest, self._says = free, most, says
        self._clock = clock
        self._most = most_keys
        self._held: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._lock = Lock()

    def begin(self, key: str) -> None:
        """Begin a try. TooManyError where it comes too early; that one is not counted."""
        now = self._clock()
        with self._lock:
            failures, last = self._held.get(key, (0, now))
            if failures and last <= now - HOUR:
                failures = 0
            wait = last + self._delay(failures) - now
            if wait > 0:
                raise TooManyError(f"{self._says}; {in_words(math.ceil(wait))}", seconds=math.ceil(wait))
            self._held[key] = (failures + 1, now)
            self._held.move_to_end(key)
            while len(self._held) > self._most:
                self._held.popitem(last=False)

    def succeeded(self, key: str, *, forget: bool) -> None:
        """The try was good: it does not count; with ``forget`` neither do the failures before it."""
        with self._lock:
            failures, last = self._held.get(key, (0, 0.0))
            if forget or failures <= 1:
                self._held.pop(key, None)
            else:
                self._held[key] = (failures - 1, last)

    def _delay(self, failures: int) -> float:
        return 0.0 if failures < self._free else min(self._longest, 2.0 ** min(failures - self._free, 30))


class DoorLimits:
    """What strangers may try: signing in by account and by address, signing up and setting passwords by address."""

    def __init__(self, *, clock: Clock = time.monotonic) -> None:
        says = "too many tries to sign in"
        self.account = Backoff(free=5, most=60.0, says=says, clock=clock)
        self.address = Backoff(free=20, most=900.0, says=says, clock=clock)
        self.links = Limiter(20, HOUR, says="too many tries with links", clock=clock)


class WorkLimits:
    """What one account may ask of the machine in an hour."""

    def __init__(self, *, preparations: int = 60, uploads: int = 120, offers: int = 30, clock: Clock = time.monotonic) -> None:
        self._limiters = {
            "preparations": Limiter(preparations, HOUR, says=f"that is over {preparations} briefs in an hour", clock=clock),
            "uploads": Limiter(uploads, HOUR, says=f"that is over {uploads} files in an hour", clock=clock),
            "offers": Limiter(offers, HOUR, says=f"that is over {offers} offers in an hour", clock=clock),
        }

    def take(self, kind: str, owner: str) -> None:
        """Count one of ``preparations``, ``uploads`` or ``offers``. TooManyError where it would be one too many."""
        self._limiters[kind].take(owner)


def in_words(seconds: int) -> str:
    """How long to wait."""
    if seconds < 120:
        return f"try again in {seconds} second{'' if seconds == 1 else 's'}"
    return f"try again in {math.ceil(seconds / 60)} minutes"


def network_of(address: str) -> str:
    """The key of an address: itself, or the /64 that one customer has for IPv6."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
