"""Which preparation is practised, on which day it is held, and what day it is for the person."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from loopready.app.desk import Desk
from loopready.model import Brief, InputError, Preparation


def practised(desk: Desk, id: str | None) -> str:
    """The id given, else that of the preparation whose brief was made last. InputError where there is none."""
    if id is not None:
        return desk.preparations.get(id).id
    done = [each for each in desk.preparations.all(limit=200) if each.state == "done"]
    if not done:
        raise InputError("nothing_saved", "no brief was saved yet; make one with: loopready prep CV JOB --save")
    return max(done, key=lambda each: (each.updated, each.id)).id


def brief_of(desk: Desk, preparation: str) -> Brief:
    """The brief that is practised. InputError where it is not made yet."""
    brief = desk.brief(preparation)
    if brief is None:
        raise InputError("not_ready", "its brief is not made yet; look again when it is", name=desk.preparations.get(preparation).name)
    return brief


def held_on(preparation: Preparation) -> dt.date | None:
    """The day of the interview; None where it is not known."""
    return dt.date.fromisoformat(preparation.asked.on) if preparation.asked.on else None


def zone_of(name: str) -> ZoneInfo:
    """A time zone by its name. InputError where there is none of it."""
    if name not in available_timezones():
        raise InputError("no_zone", "is no time zone; write one as Europe/Zurich or America/New_York", name=name[:64] or "the time zone")
    return ZoneInfo(name)


def machine_zone() -> str:
    """The name of this machine's time zone; UTC where it tells none."""
    named = os.environ.get("TZ", "").lstrip(":") or "/".join(Path("/etc/localtime").resolve().parts).rpartition("zoneinfo/")[2]
    return named if named in available_timezones() and not named.startswith("Etc/") else "UTC"


def day_of(moment: dt.datetime, zone: str) -> dt.date:
    """The day it is in a time zone."""
    return moment.astimezone(zone_of(zone)).date()


def midnight(day: dt.date, zone: str) -> dt.datetime:
    """When a day begins in a time zone, UTC."""
    return dt.datetime.combine(day, dt.time(), tzinfo=zone_of(zone)).astimezone(dt.UTC)
