"""What somebody typed and sent after their sign-in had ended: it goes along through the sign-in page, and back to the same account alone.

It lies in a hidden field of that page and nowhere on the server. The token that the form was sent with names its account by a hash, so
that whoever signs in as somebody else at the same browser does not get it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from loopready.web.forms import FIELD, is_token_of

MOST_SENT = 3 * 1024 * 1024
"""Bytes of a form that are read from somebody who is not signed in; a larger one is not looked at."""
MOST_KEPT = 768 * 1024
"""Characters that go along."""
_MOST_FIELDS = 200
_SECRET = frozenset({"password", "present", FIELD})
"""Fields that never go along; a form with a password is not kept at all."""
_LONG = 60


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A form that was not taken: where it was sent, its fields in order, the names of its files, the page it stood on, its token."""

    to: str
    fields: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, str], ...]
    back: str
    token: str

    def is_of(self, account: str) -> bool:
        """Whether the form was of a page of this account."""
        return is_token_of(self.token, account)

    @property
    def written(self) -> tuple[tuple[str, str], ...]:
        """The fields that somebody wrote at length, to be seen and mended."""
        return tuple((name, value) for name, value in self.fields if len(value) > _LONG or "\n" in value or name == "text")

    @property
    def others(self) -> tuple[tuple[str, str], ...]:
        """All other fields."""
        return tuple(field for field in self.fields if field not in self.written)

    def packed(self) -> str:
        """As a field of the sign-in page holds it."""
        return json.dumps([self.to, self.fields, self.files, self.back, self.token], ensure_ascii=False)


async def kept_of(request: Request) -> Kept | None:
    """What a form holds that came without a sign-in; None where there is nothing to keep, or more than goes along."""
    length = request.headers.get("content-length", "")
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if request.method != "POST" or not length.isdigit() or int(length) > MOST_SENT:
        return None
    if kind not in ("application/x-www-form-urlencoded", "multipart/form-data"):
        return None
    try:
        form = await request.form(max_files=4, max_fields=_MOST_FIELDS, max_part_size=MOST_KEPT * 4)
    except HTTPException:  # a form that can not be parsed holds nothing to keep
        return None
    token = str(form.get(FIELD) or "")
    names = {name for name, _ in form.multi_items()}
    files = tuple((name, value.filename or "") for name, value in form.multi_items() if isinstance(value, UploadFile) and value.filename)
    fields = tuple((name, value) for name, value in form.multi_items() if isinstance(value, str) and name not in _SECRET)
    await form.close()
    wrote = any(value.strip() for _, value in fields)
    if names & (_SECRET - {FIELD}) or not wrote or sum(len(name) + len(value) for name, value in fields) > MOST_KEPT:
        return None
    return Kept(to=request.url.path, fields=fields, files=files, back=_page_of(request), token=token[:200])


def unpacked(text: str) -> Kept | None:
    """What ``packed`` wrote; None for anything else."""
    try:
        to, fields, files, back, token = json.loads(text)
        pairs = [tuple((str(name), str(value)) for name, value in part) for part in (fields, files)]
    except (ValueError, TypeError):
        return None
    if not _is_local(str(to)) or len(pairs[0]) > _MOST_FIELDS:
        return None
    return Kept(to=str(to), fields=pairs[0], files=pairs[1], back=str(back) if _is_local(str(back)) else "/", token=str(token))


def _page_of(request: Request) -> str:
    """The page the form stood on, as the browser tells it."""
    parts = urlsplit(request.headers.get("referer", ""))
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    return path if _is_local(path) else "/"


def _is_local(path: str) -> bool:
    """Whether it is a path of this server and no address in disguise."""
    return path.startswith("/") and not path.startswith("//") and path.isprintable() and "\\" not in path
