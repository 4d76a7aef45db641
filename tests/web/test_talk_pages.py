"""Conversations and design talks in the browser, with forms and redirects alone."""

import re

from loopready.app.conversing import Conversations
from loopready.app.designing import Designs
from loopready.app.service import Service
from loopready.practice.conversation.telling import MEETINGS
from secrets_of_play import cases, told_of_case
from web_site import Site


def version(page: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found
    return found.group(1)


def test_a_conversation_from_the_first_move_to_the_debrief(site: Site, service: Service) -> None:
    assert "Mirela" in site.get("/conversations").text
    begun = site.post("/conversations", {"case": "mirela"})
    address = begun.url.path
    assert "Week 1 of 13" in begun.text and "unwritten" not in begun.text
    looked = site.post(address, {"version": version(begun.text), "move": "see_expectations", "at": "desk"})
    assert "Noted:" in looked.text
    said = site.post(address, {"version": version(looked.text), "move": "say", "answer": "Is it your health?", "at": "person"})
    assert "a question about what is private" in said.text
    refused = site.post(address, {"version": version(said.text), "move": "say", "answer": " ", "at": "person"})
    assert refused.status_code == 422 and "Nothing is written" in refused.text.replace("nothing is written", "Nothing is written")
    ended = site.post(address, {"version": version(refused.text), "move": "to_end", "at": "person"})
    assert "What was hidden" in ended.text and "Check locally" in ended.text and "of 100" in ended.text
    held = Conversations(service).all()[0]
    assert held.state == "done" and held.score is not None
    assert "Played" in site.get("/conversations").text
    gone = site.post(f"{address}/delete")
    assert "Deleted." in gone.text and site.get(address).status_code == 404


def test_two_tabs_of_a_conversation_lose_nothing(site: Site) -> None:
    begun = site.post("/conversations", {"case": ""})
    address, first = begun.url.path, version(begun.text)
    site.post(address, {"version": first, "move": "see_pages", "at": "desk"})
    late = site.post(address, {"version": first, "move": "say", "answer": "How do you see it, in the end?", "at": "person"})
    assert late.status_code == 409 and "How do you see it, in the end?" in late.text
    again = site.post(address, {"version": version(late.text), "move": "say", "answer": "How do you see it?", "at": "person"})
    assert again.status_code == 200 and "How do you see it?" in again.text


def test_words_are_kept_while_they_are_typed(site: Site) -> None:
    begun = site.post("/conversations", {"case": "teo"})
    address = begun.url.path
    kept = site.post(f"{address}/draft", {"version": version(begun.text), "answer": "half a sen"})
    assert kept.json() == {"version": int(version(begun.text)) + 1}
    assert "half a sen" in site.get(address).text
    stale = site.post(f"{address}/draft", {"version": version(begun.text), "answer": "other"})
    assert stale.status_code == 409 and stale.json()["now"]["text"] == "half a sen"
    long = site.post(f"{address}/draft", {"version": "2", "answer": "x" * 5_000})
    assert long.status_code == 413


def test_a_design_talk_from_the_question_to_the_debrief(site: Site, service: Service) -> None:
    assert "four nines" in site.get("/designs").text
    begun = site.post("/designs", {"prompt": "data_api"})
    address = begun.url.path
    asked = site.post(address, {"version": version(begun.text), "act": "say", "answer": "How many requests a second are there?"})
    assert "Forty thousand requests" in asked.text
    empty = site.post(address, {"version": version(asked.text), "act": "say", "answer": ""})
    assert empty.status_code == 422
    words = (
        "99.99% leaves us 4.3 minutes a month, and I measure it per customer at the edge. Customers live in cells inside a region, so "
        "that one fault reaches five percent of them. A change goes to a canary cell first and rolls back by itself on errors."
    )
    ended = site.post(address, {"version": version(empty.text), "act": "end", "answer": words})
    assert "The checklist" in ended.text and "A talk worked through" in ended.text and "canary cell first" in ended.text
    held = Designs(service).all()[0]
    assert held.state == "done" and held.score is not None and 0 < held.score < 70
    late = site.post(address, {"version": str(held.version), "act": "say", "answer": "And one more thing."})
    assert late.status_code == 409 and "And one more thing." in late.text
    assert "Deleted." in site.post(f"{address}/delete").text


def test_what_is_not_there_is_said(site: Site) -> None:
    assert site.post("/conversations", {"case": "nobody"}).status_code == 404
    assert site.post("/designs", {"prompt": "nothing"}).status_code == 404
    assert site.get("/conversations/0123456789abcdef").status_code == 404
    design = site.post("/designs", {"prompt": "metering"}).url.path.rsplit("/", 1)[-1]
    assert site.get(f"/conversations/{design}").status_code == 404


def test_the_pages_need_no_script(site: Site) -> None:
    begun = site.post("/conversations", {"case": "anders"})
    for at in ("person", "desk", "team", "hr", "manager", "act", "decide", "nonsense"):
        shown = site.get(f"{begun.url.path}?at={at}").text
        assert 'name="move" value="next_week"' in shown and "style=" not in shown and "onclick" not in shown


def test_nothing_sent_before_the_end_tells_what_is_hidden(site: Site, service: Service) -> None:
    listed = site.get("/conversations").text
    for case in cases():
        begun = site.post("/conversations", {"case": case.id})
        path = str(begun.url.path)
        held = path.rsplit("/", 1)[-1]
        shown = [listed, begun.text, *(site.get(f"{path}?at={meeting}").text for meeting in MEETINGS)]
        for _ in range(3):
            version = Conversations(service).get(held).version
            shown.append(site.post(path, {"move": "next_week", "version": str(version), "at": "person"}).text)
        assert [told_of_case(case, text) for text in shown] == [[]] * len(shown)
        assert case.cause not in path
        over = site.post(path, {"move": "to_end", "version": str(Conversations(service).get(held).version), "at": ""}).text
        assert told_of_case(case, over), "the debrief tells it, so the search can find it"
