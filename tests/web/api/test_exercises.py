"""Incidents, conversations, design talks, papers and tools over HTTP: begun, worked on, ended; and nothing told too early."""

from __future__ import annotations

from typing import Any

import pytest

from api_program import Program
from loopready.app.papers import find
from loopready.library.talks import conversation_cases
from loopready.model import Report
from secrets_of_play import TELLING, scenario, told_of, told_of_case

SAID = (
    "Who uses it and for what, how much of the load is writing, and how old may an answer be in another region? Four nines leave about "
    "four minutes in thirty days, so I would stage each change in one stack for an hour before the next. I would cut "
    "each region into "
    "twelve cells, and a customer lives in one of them."
)


def sent(program: Program, path: str, *, method: str = "POST", status: int = 200, **body: Any) -> Any:
    answer = program.client.request(method, f"/api/v1{path}", json=body)
    assert answer.status_code == status, answer.text
    return answer.json() if answer.content else None


def fault(program: Program, path: str, *, status: int, method: str = "POST", **body: Any) -> str:
    said: str = sent(program, path, method=method, status=status, **body)["error"]["message"]
    return said


def test_an_incident_is_begun_directed_and_debriefed(program: Program) -> None:
    listed = program.get("/incidents").json()
    assert len(listed["items"]) == 6 and len(listed["criteria"]) == 10 and listed["begun"] == []
    begun = program.post("/incidents", json={"item": "saturday", "seed": 4})
    state = begun.json()
    here = begun.headers["location"].removeprefix("/api/v1")
    assert begun.status_code == 201 and program.get(here).json() == state and state["board"]["minute"] == 0
    waited = sent(program, f"{here}/wait", minutes=20, seen=state["seen"])
    assert [told_of(scenario("saturday"), each) for each in (str(listed), begun.text, str(waited))] == [[], [], []]
    assert "not one of those offered now" in fault(
        program, f"{here}/moves", move="emergency_change", options={"fix": "renew"}, seen=waited["seen"], status=422
    )
    moved = sent(program, f"{here}/moves", move="declare", options={"severity": "sev1"}, seen=waited["seen"])
    assert moved["board"]["severity"] == "SEV-1" and moved["exercise"]["version"] == 3
    assert "another window" in fault(program, f"{here}/moves", move="stop_change", seen=waited["seen"], status=409)
    assert "still under way" in fault(program, f"{here}/debrief", method="GET", status=409)
    assert "either minutes or until" in fault(program, f"{here}/wait", seen=moved["seen"], status=422)
    later = sent(program, f"{here}/wait", until="news", seen=moved["seen"])
    over = sent(program, f"{here}/wait", until="end", seen=later["seen"])
    assert over["over"] and over["moves"] == [] and over["exercise"]["score"] is not None and over["exercise"]["marks"]["declare"] >= 0
    report = Report.model_validate(program.get(f"{here}/debrief").json())
    assert told_of(scenario("saturday"), str(report)), "the debrief tells it"
    assert program.client.delete(f"/api/v1{here}").status_code == 204 and program.get(here).status_code == 404


def test_no_list_tells_the_cause_of_anything(program: Program) -> None:
    said = program.get("/incidents").text + program.get("/conversations").text + program.get("/openapi.json").text
    assert [told_of(scenario(id), said) for id in TELLING] == [[]] * 6
    assert [told_of_case(case, said) for case in conversation_cases().values()] == [[]] * 6


def test_a_conversation_is_held_to_its_end(program: Program) -> None:
    state = sent(program, "/conversations", item="teo", seed=1, status=201)
    here = f"/conversations/{state['exercise']['id']}"
    assert state["view"]["week"] == 1 and {"say", "ask_load"} <= {each["id"] for each in state["moves"]}
    assert told_of_case(conversation_cases()["teo"], str(state)) == []
    asked = sent(program, f"{here}/moves", move="ask_team", version=state["exercise"]["version"])
    assert asked["view"]["known"] and "another window" in fault(program, f"{here}/moves", move="ask_load", version=1, status=409)
    assert "choose another move" in fault(program, f"{here}/moves", move="fly", version=asked["exercise"]["version"], status=422)
    assert "still under way" in fault(program, f"{here}/debrief", method="GET", status=409)
    over = sent(program, f"{here}/moves", move="to_end", version=asked["exercise"]["version"])
    assert over["exercise"]["state"] == "done" and over["moves"] == []
    assert "What was hidden" in program.get(f"{here}/debrief").text
    assert sent(program, "/conversations", status=201)["exercise"]["item"] in conversation_cases()
    assert program.client.delete(f"/api/v1{here}").status_code == 204


def test_a_design_talk_is_held_and_ended(program: Program) -> None:
    assert {each["id"] for each in program.get("/designs").json()["items"]} >= {"data_api"}
    state = sent(program, "/designs", item="data_api", status=201)
    here = f"/designs/{state['exercise']['id']}"
    assert "nothing was said" in fault(program, f"{here}/end", version=1, status=422)
    assert "still under way" in fault(program, f"{here}/debrief", method="GET", status=409)
    said = sent(program, f"{here}/turns", said=SAID, version=1)
    assert said["turns"][0]["said"] == SAID and said["turns"][0]["reply"]
    over = sent(program, f"{here}/end", version=said["exercise"]["version"])
    assert over["exercise"]["score"] is not None and Report.model_validate(program.get(f"{here}/debrief").json()).figures
    assert program.client.delete(f"/api/v1{here}").status_code == 204


def test_a_paper_is_drafted_and_checked(program: Program) -> None:
    assert len(program.get("/papers").json()["items"]) == 8
    state = sent(program, "/papers", item="status", start="empty", status=201)
    here = f"/papers/{state['exercise']['id']}"
    assert state["text"] == "" and state["mark"]["score"] is None
    kept = sent(program, here, method="PUT", text=find("status").weak, version=1)
    assert kept["text"] == find("status").weak and kept["exercise"]["score"] is None
    checked = sent(program, f"{here}/check", version=kept["exercise"]["version"])
    assert checked["exercise"]["score"] == checked["mark"]["score"] and set(checked["exercise"]["marks"]) == {
        each["criterion"] for each in checked["mark"]["criteria"]
    }
    assert "another window" in fault(program, here, method="PUT", text="x", version=1, status=409)
    assert program.client.delete(f"/api/v1{here}").status_code == 204


def test_a_tool_is_worked_and_its_inputs_kept(program: Program) -> None:
    assert {"sla", "cost"} <= {each["id"] for each in program.get("/tools").json()["tools"]}
    tool = program.get("/tools/slo").json()
    assert tool["fields"] and tool["example"]
    plain, changed = sent(program, "/tools/sla"), sent(program, "/tools/sla", inputs={"regions.0.minutes": "50 min"})
    assert plain["faults"] == {} and plain["report"] != changed["report"]
    wrong = sent(program, "/tools/sla", inputs={"regions.0.minutes": "lots"})
    assert wrong["report"] is None and "no single number" in wrong["faults"]["regions.0.minutes"]
    assert "no such field" in fault(program, "/tools/sla", inputs={"moon": "1"}, status=422)
    assert "no tool of that name" in fault(program, "/tools/abacus", status=404)
    kept = sent(program, "/kept-tools", tool="sla", title="The one in May", inputs={"regions.0.minutes": "50 min"}, status=201)
    here = f"/kept-tools/{kept['exercise']['id']}"
    assert program.get(here).json() == kept and kept["worked"]["report"] == changed["report"]
    again = sent(program, here, method="PUT", inputs={}, version=1)
    assert again["worked"]["report"] == plain["report"] and again["exercise"]["title"] == "The one in May"
    assert "another window" in fault(program, here, method="PUT", inputs={}, version=1, status=409)
    assert [each["id"] for each in program.get("/tools").json()["kept"]] == [kept["exercise"]["id"]]
    assert program.client.delete(f"/api/v1{here}").status_code == 204


@pytest.mark.parametrize("path", ["incidents", "conversations", "designs", "papers", "kept-tools"])
def test_one_kind_is_not_found_under_another(program: Program, path: str) -> None:
    id = sent(program, "/kept-tools", tool="sla", status=201)["exercise"]["id"] if path != "kept-tools" else sent(
        program, "/designs", item="data_api", status=201
    )["exercise"]["id"]  # fmt: skip
    for wrong in (id, "0" * 16, "no-id", "%00"):
        answer = program.get(f"/{path}/{wrong}")
        assert answer.status_code == 404 and answer.json()["error"]["code"] == "not_found"
