"""A hosted site with people who are signed in."""

from __future__ import annotations

from argon2 import PasswordHasher

from loopready.adapters.passwords import Passwords
from loopready.app.accounts import Reception
from loopready.app.limits import DoorLimits
from loopready.app.sample import CV, JOB
from loopready.app.service import Service
from loopready.model import Account, Role
from loopready.web import WebSettings
from web_site import Site

PASSWORD = "correct horse battery staple"
HOSTED = WebSettings(hosted=True, hosts=frozenset({"localhost"}), public_url="http://localhost")


def quick_passwords() -> Passwords:
    """Real argon2id, with parameters for tests."""
    return Passwords(hasher=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1), cores=2)


def open_door(service: Service, *, limits: DoorLimits | None = None) -> Reception:
    """The service's door with quick passwords."""
    service.reception = Reception(service.database, passwords=quick_passwords(), limits=limits)
    return service.reception


class Visitor(Site):
    """A browser on the hosted site; signed in where an account is given."""

    def __init__(self, service: Service, account: Account | None = None, settings: WebSettings = HOSTED) -> None:
        super().__init__(service, settings)
        self.account = account
        self.api_token = ""
        if account is not None:
            self.sign_in(account.email or "")

    def sign_in(self, email: str, password: str = PASSWORD) -> int:
        self.get("/sign-in")
        answer = self.post("/sign-in", {"email": email, "password": password})
        self.get("/account")
        return answer.status_code

    def prepared(self, *, cv: str = CV) -> str:
        """A finished preparation's id."""
        self.get("/")
        assert self.account is not None
        answer = self.post("/preparations", {"posting": JOB}, files={"cv": ("own-cv.txt", cv.encode())})
        id = answer.url.path.rsplit("/", 1)[-1]
        self.wait(id, owner=self.account.id)
        return id


def account_for(service: Service, email: str, role: Role = "candidate", *, name: str = "") -> Account:
    """An account that can sign in."""
    return service.reception.create(email=email, name=name or email.split("@", maxsplit=1)[0].capitalize(), role=role, password=PASSWORD)
