"""One function per verb; the only place where stages meet and ports are plugged in."""
