"""A mock interview as it is lived in a browser: typing, a server that is killed, two tabs, marks, the debrief."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from axe_checks import checked
from live import running
from loopready.app import interviews
from practice_things import ANSWER, judge

SOON = 60_000
HEARS = """
window.started = 0;
window.SpeechRecognition = window.webkitSpeechRecognition = class {
  start() {
    window.started += 1;
    const heard = [Object.assign([{transcript: "spoken words"}], {isFinal: true})];
    setTimeout(() => this.onresult({resultIndex: 0, results: heard}), 10);
  }
  stop() { this.onend(); }
};
"""
"""A recognition that hears the same two words."""
VIEWS = [(1280, "light"), (390, "dark")]


def axe(page: Page) -> list[str]:
    found = [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in checked(page).response["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found + ([f"wider than the window by {wide}"] if wide > 0 else [])


def watched(browser: Browser, address: str, *, width: int = 1280, scheme: str = "light", scripts: bool = True) -> tuple[Page, list[str]]:
    view: dict[str, Any] = {"viewport": {"width": width, "height": 844}, "color_scheme": scheme, "reduced_motion": "reduce"}
    context = browser.new_context(base_url=address, java_script_enabled=scripts, **view)
    page = context.new_page()
    page.set_default_timeout(SOON)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return page, said


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_the_whole_way(chromium: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: int, scheme: str) -> None:
    monkeypatch.setattr(interviews, "marker_of", lambda service: judge)
    with running(tmp_path) as site:
        page, said = watched(chromium, site.address, width=width, scheme=scheme)
        page.goto("/practice")
        assert axe(page) == []
        page.select_option("#guide", "general")
        page.get_by_role("button", name="Choose", exact=True).click()
        assert axe(page) == []
        page.get_by_role("button", name="Start the round: Panel interview").click()
        expect(page.get_by_role("heading", name="What it tests")).to_be_visible()
        assert axe(page) == []
        page.get_by_label("Your answer").fill(ANSWER)
        expect(page.locator("[data-state]")).to_have_text("Saved")
        page.reload()
        expect(page.get_by_label("Your answer")).to_have_value(ANSWER)
        page.get_by_role("button", name="Give the answer").click()
        expect(page.locator(".lit mark").first).to_have_text("We had 31 pages a night")
        expect(page.get_by_role("heading", name="They ask on")).to_be_visible()
        assert axe(page) == []
        page.get_by_role("link", name="Answer it").click()
        expect(page.locator("h1")).to_have_text("And measure?")
        page.get_by_label("Your answer").fill("It was measured by the pager, and we hired nobody instead.")
        page.get_by_role("button", name="Give the answer").click()
        expect(page.get_by_role("heading", name="Next question")).to_be_visible()
        page.get_by_role("button", name="End the session").click()
        expect(page.locator("h1")).to_have_text("Debrief")
        expect(page.locator(".votes blockquote").first).to_contain_text("We had 31 pages a night")
        assert axe(page) == []
        page.get_by_role("link", name="Delete this one").click()
        page.get_by_role("button", name="Delete it").click()
        expect(page.get_by_role("status")).to_have_text("Deleted, with all that was said in it.")
        page.context.close()
        assert said == []


def test_live_mode_is_timed_and_silent(chromium: Browser, tmp_path: Path) -> None:
    with running(tmp_path) as site:
        page, said = watched(chromium, site.address)
        page.goto("/practice/new?guide=general")
        page.get_by_label("Live").check()
        page.get_by_role("button", name="Start with one question").click()
        expect(page.locator(".timer .shown")).to_have_text(re.compile(r"0:0[1-9]"))
        expect(page.get_by_role("heading", name="What it tests")).to_have_count(0)
        assert axe(page) == []
        page.context.close()
        assert said == []


def test_two_tabs_lose_no_words(chromium: Browser, tmp_path: Path) -> None:
    with running(tmp_path) as site:
        page, said = watched(chromium, site.address)
        page.goto("/practice/new?guide=general")
        page.get_by_role("button", name="Start with one question").click()
        other = page.context.new_page()
        other.goto(page.url)
        page.get_by_label("Your answer").fill("from here")
        expect(page.locator("[data-state]")).to_have_text("Saved")
        other.evaluate("window.localStorage.clear()")
        other.get_by_label("Your answer").fill("from there")
        expect(other.locator("[data-theirs]")).to_have_text("from here")
        assert axe(other) == []
        other.get_by_role("button", name="Put both together").click()
        expect(other.locator("[data-state]")).to_have_text("Saved")
        page.reload()
        expect(page.get_by_label("Your answer")).to_have_value("from here\n\nfrom there")
        page.context.close()
        assert [line for line in said if "409" not in line] == []


def test_without_scripts_the_forms_do_it(chromium: Browser, tmp_path: Path) -> None:
    with running(tmp_path) as site:
        page, _ = watched(chromium, site.address, scripts=False)
        page.goto("/practice/new?guide=general")
        page.get_by_role("button", name="Start with one question").click()
        page.get_by_label("Your answer").fill("kept by hand, for tomorrow")
        page.get_by_role("button", name="Keep it for later").click()
        page.get_by_role("link", name="Go on", exact=False).first.click()
        expect(page.get_by_label("Your answer")).to_have_value("kept by hand, for tomorrow")
        page.get_by_role("button", name="Give the answer").click()
        expect(page.get_by_role("heading", name="Your answer")).to_be_visible()
        page.context.close()


def test_speaking_is_off_until_it_is_turned_on_and_says_where_the_sound_goes(chromium: Browser, tmp_path: Path) -> None:
    with running(tmp_path) as site:
        page, said = watched(chromium, site.address)
        page.add_init_script(HEARS)
        page.goto("/practice/new?guide=general")
        page.get_by_role("button", name="Start with one question").click()
        page.get_by_role("button", name="Speak it").click()
        expect(page.get_by_text("the sound leaves this machine")).to_be_visible()
        assert page.evaluate("window.started") == 0 and axe(page) == []
        page.get_by_role("button", name="Not now").click()
        assert page.evaluate("window.started") == 0
        page.get_by_role("button", name="Speak it").click()
        page.get_by_role("button", name="Turn it on for this page").click()
        expect(page.get_by_label("Your answer")).to_have_value("spoken words")
        page.get_by_role("button", name="Stop listening").click()
        expect(page.locator("[data-state]")).to_have_text("Saved")
        page.context.close()
        assert said == []


@contextmanager
def program(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """``loopready serve`` as its own process."""
    env = {**os.environ, "LOOPREADY_DATA_DIR": str(folder)}
    env.pop("LOOPREADY_DATABASE_URL", None)
    command = [sys.executable, "-m", "loopready", "serve", "--port", str(port), "--no-open"]
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 60
        while not _answers(port):
            assert process.poll() is None and time.monotonic() < end, "the server does not start"
            time.sleep(0.1)
        yield process
    finally:
        process.kill()
        process.wait(timeout=20)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) != 0:
            return False
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/practice", timeout=30) as answer:
        return bool(answer.status == 200)


def test_a_server_killed_in_the_middle_of_typing_loses_nothing(chromium: Browser, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    page, _ = watched(chromium, f"http://127.0.0.1:{port}")
    with program(tmp_path, port) as first:
        page.goto("/practice/new?guide=general")
        page.get_by_role("button", name="Start with one question").click()
        page.get_by_label("Your answer").fill("We had 31 pages a night.")
        expect(page.locator("[data-state]")).to_have_text("Saved")
        first.send_signal(signal.SIGKILL)
        first.wait(timeout=20)
        page.get_by_label("Your answer").press_sequentially(" I gave the queue away.")
        expect(page.locator("[data-state]")).to_contain_text("Your words wait in this browser")
        session = page.url
    with program(tmp_path, port):
        expect(page.locator("[data-state]")).to_have_text("Saved", timeout=SOON)
        away = page.context.browser
        assert away is not None
        other = away.new_context().new_page()
        other.goto(session)
        expect(other.get_by_label("Your answer")).to_have_value("We had 31 pages a night. I gave the queue away.")
        other.context.close()
    page.context.close()
