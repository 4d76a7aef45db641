"""The accounts from the command line, and what serve --hosted refuses."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from program import run_text


def run(folder: Path, *args: str, **more: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "LOOPREADY_DATA_DIR": str(folder), **more}
    env.pop("LOOPREADY_DATABASE_URL", None)
    return run_text(*args, env=env)


def test_the_first_account_and_all_that_follows(tmp_path: Path) -> None:
    made = run(tmp_path, "admin", "create", "--email", "Root@Example.org", "--public-url", "https://prep.example.org/")
    assert made.returncode == 0 and made.stdout.startswith("https://prep.example.org/reset/") and "within a day" in made.stderr
    again = run(tmp_path, "admin", "create", "--email", "root@example.org")
    assert again.returncode == 2 and "already" in again.stderr and again.stderr.count("\n") == 1
    invited = run(tmp_path, "admin", "invite", "--role", "coach")
    assert invited.stdout.startswith("/invitations/") and "LOOPREADY_PUBLIC_URL" in invited.stderr
    assert run(tmp_path, "admin", "reset", "root@example.org").stdout.startswith("/reset/")
    assert run(tmp_path, "admin", "list").stdout == "root@example.org\tadmin\tno password yet\t\n"
    refused = run(tmp_path, "admin", "disable", "root@example.org")
    assert refused.returncode == 2 and "last admin" in refused.stderr
    run(tmp_path, "admin", "create", "--email", "two@example.org", "--role", "candidate")
    assert run(tmp_path, "admin", "role", "two@example.org", "admin").stdout == "two@example.org is admin now\n"
    assert run(tmp_path, "admin", "disable", "root@example.org").returncode == 0
    assert "root@example.org\tadmin\tdisabled" in run(tmp_path, "admin", "list").stdout
    assert "enabled" in run(tmp_path, "admin", "disable", "root@example.org", "--undo").stdout


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("admin", "reset", "nobody@example.org"), "no account with that e-mail"),
        (("admin", "create", "--email", "nobody"), "e-mail address"),
        (("admin", "invite", "--role", "king"), "choose one of"),
        (("serve", "--host", "0.0.0.0"), "needs accounts"),
        (("serve", "--hosted"), "--public-url https://"),
        (("serve", "--hosted", "--public-url", "http://prep.example.org"), "https alone"),
        (("serve", "--hosted", "--public-url", "https://prep.example.org/path"), "no address of a host alone"),
        (("serve", "--hosted", "--public-url", "https://prep.example.org", "--trusted-proxy", "*"), "no address or network"),
        (("serve", "--hosted", "--public-url", "https://prep.example.org"), "loopready admin create"),
    ],
)
def test_what_is_refused_says_what_to_do(tmp_path: Path, args: tuple[str, ...], says: str) -> None:
    made = run(tmp_path, *args)
    assert made.returncode == 2, made.stderr
    assert says in made.stderr and made.stderr.count("\n") == 1
