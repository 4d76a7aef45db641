"""Which language model may be asked: its address, name, key and prices. From the environment, else from a file in the data folder.

The file is readable by its owner alone (0600), and is no part of a backup or export. Nothing here sends anything.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from loopready.adapters.model_address import checked_address, is_here, is_near
from loopready.app.model_budget import Prices
from loopready.app.settings import data_folder
from loopready.engines.whole_file import whole_file
from loopready.model import InputError, OutsideError

URL, KEY, MODEL, ON = "LOOPREADY_MODEL_URL", "LOOPREADY_MODEL_KEY", "LOOPREADY_MODEL", "LOOPREADY_MODEL_ON"
PRICE_IN, PRICE_OUT = "LOOPREADY_MODEL_PRICE_IN", "LOOPREADY_MODEL_PRICE_OUT"
_FILE = "model.json"
_MOST = 200


@dataclass(frozen=True, kw_only=True)
class ModelServer:
    """A model at an address. ``prices`` is None where they are not known. The key is left out of what is printed of it."""

    url: str
    model: str
    key: str = ""
    prices: Prices | None = None
    from_environment: bool = False

    def __repr__(self) -> str:
        return f"ModelServer({self.model} at {self.url})"

    @property
    def mark(self) -> str:
        """What tells this model at this address from another; consent is given to it."""
        return hashlib.sha256(f"{self.url}\n{self.model}".encode()).hexdigest()[:32]

    @property
    def host(self) -> str:
        """The machine that words go to."""
        return urlsplit(self.url).netloc

    @property
    def where(self) -> str:
        """The machine, and how far away it is, in words."""
        near = "this machine" if is_here(self.url) else "a machine of your own network" if is_near(self.url) else "on the internet"
        return f"{self.host} ({near})"

    @property
    def known_prices(self) -> Prices:
        """The prices; nothing for a server nearby where none are given. InputError where they are not known."""
        if self.prices is not None:
            return self.prices
        if is_near(self.url):
            return Prices()
        raise InputError("no_price", "say what a million tokens cost (0 where it is free), so that a budget can be kept", name=self.host)


def model_server() -> ModelServer | None:
    """The server that is set; None where there is none.

    Why a key goes with its address: one that was kept for another server is never sent to the one that the environment names.

    Raises:
        InputError: what the environment names is no address, no name or no price.
    """
    kept = _kept()
    url, model, key = (os.environ.get(name, "").strip() for name in (URL, MODEL, KEY))
    if url:
        made = ModelServer(url=checked_address(url), model=model, key=key, prices=_prices_of_environment(), from_environment=True)
    elif kept is not None:
        made = replace(kept, model=model or kept.model, key=key or kept.key, from_environment=bool(model or key))
    else:
        return None
    if not made.model:
        raise InputError("no_model", f"name the model to ask for (or set {MODEL})", name=made.host)
    return made


def keep_server(*, url: str, model: str, key: str | None, prices: Prices | None) -> ModelServer:
    """Keep the server. ``key`` None keeps the present one, if the address is of the same machine; "" removes it.

    Raises:
        InputError: the address is none, or the model is not named.
        OutsideError: the data folder can not be written.
    """
    address = checked_address(url)
    if not model.strip():
        raise InputError("no_model", "name the model to ask for, as its server calls it", name="the model")
    before = _kept()
    if key is None:
        key = before.key if before is not None and _origin(before.url) == _origin(address) else ""
    made = ModelServer(url=address, model=" ".join(model.split())[:_MOST], key=key.strip(), prices=prices)
    if not all(letter.isprintable() and letter.isascii() for letter in made.key):
        raise InputError("bad_key", "a key has only printable ASCII characters; copy it again", name="the key")
    said = {"url": made.url, "model": made.model, "key": made.key, "prices": list(prices) if prices is not None else None}
    _write_private(_path(), json.dumps(said).encode())
    return made


def forget_server() -> None:
    """Delete what is kept, the key too."""
    _path().unlink(missing_ok=True)


def prices_of(tokens_in: str, tokens_out: str) -> Prices | None:
    """The prices as typed; None where neither is. InputError where one is no amount."""
    given = [each.strip().replace(",", ".") for each in (tokens_in, tokens_out)]
    if not any(given):
        return None
    try:
        values = [float(each or "0") for each in given]
    except ValueError:
        values = [-1.0]
    if not all(0 <= value < 1_000_000 for value in values):
        raise InputError("no_price", "a price is an amount for a million tokens, such as 0.60, or 0", name="the price")
    return Prices(*values)


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc.lower()


def _prices_of_environment() -> Prices | None:
    return prices_of(os.environ.get(PRICE_IN, ""), os.environ.get(PRICE_OUT, ""))


def _path() -> Path:
    return data_folder() / _FILE


def _kept() -> ModelServer | None:
    path = _path()
    try:
        said = json.loads(path.read_bytes())
        prices = Prices(*map(float, said["prices"])) if said.get("prices") else None
        return ModelServer(url=checked_address(said["url"]), model=str(said["model"]), key=str(said.get("key", "")), prices=prices)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise OutsideError("cannot_read", f"can not be read: {error.strerror}", name=str(path)) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise InputError("bad_settings", "is damaged; set the model again, or delete the file", name=str(path)) from None


def _write_private(path: Path, data: bytes) -> None:
    """Whole or not at all, and at no time readable by others."""
    try:
        with whole_file(path) as file:
            file.write(data)
    except OSError as error:
        raise OutsideError("cannot_write", f"can not be written: {error.strerror or error}", name=str(path)) from None
