"""Players of the conversation: by doing nothing, in a panic, and by the book, which uses only what was shown to it."""

from collections.abc import Iterator

from loopready.library.talks import conversation_book, conversation_cases
from loopready.model.conversation import Said
from loopready.practice.conversation.playing import play, step
from loopready.practice.conversation.world import State, World, why_not

REMEDY = {
    "unwritten": None,
    "load": "share_rota",
    "role": "reshape_role",
    "skill": "coach_incidents",
    "leaving": "grow_path",
    "conflict": "mediate",
}
TOPIC = {
    "unwritten": "ask_clarity",
    "load": "ask_load",
    "role": "ask_role",
    "skill": "ask_incident",
    "leaving": "ask_future",
    "conflict": "ask_team",
}


def world(case: str, seed: int) -> World:
    return World(book=conversation_book(), case=conversation_cases()[case], seed=seed)


def by_nothing() -> list[Said]:
    return [Said(move="next_week")] * 14


def by_panic() -> list[Said]:
    names = ["press", "ask_private", "decide_formal", "strip_pager", "up_verdict", "gossip", "next_week", "decide_exit", "to_end"]
    return [Said(move=name) for name in names]


def likeliest(played: World, state: State) -> str:
    """The cause that the found facts speak for most, each fact sharing its voice."""
    weight = {cause.id: 0.0 for cause in played.book.causes}
    for id in state.found:
        finding = played.finding(id)
        for cause in finding.points_to:
            weight[cause] += 1 / len(finding.points_to)
    return max(weight, key=lambda cause: (weight[cause], cause))


class Book:
    """Plays by the book and keeps the moves it made."""

    def __init__(self, played: World) -> None:
        self.world = played
        self.state = played.start()
        self.moves: list[Said] = []

    def do(self, *names: str) -> None:
        for name in names:
            move = next((each for each in played_moves(self.world) if each.id == name), None)
            if move is not None and not why_not(self.world, self.state, move):
                said = Said(move=name)
                self.moves.append(said)
                self.state = step(self.world, self.state, said)

    def play(self) -> State:
        self.do("see_pages", "see_pages", "see_tickets", "see_expectations")
        self.do("ask_open", "tell_concern", "own_part", "ask_incident", "ask_clarity", "offer_route", "note_down", "next_week")
        self.do("see_rota", "see_reviews", "ask_peer", "hr_ask")
        self.do("ask_load", "ask_role", "ask_team", "ask_future", "hear_back", "recognise", "note_down", "next_week")
        cause = likeliest(self.world, self.state)
        self.do("hear_back", TOPIC[cause], TOPIC[cause], "agree_expectations")
        cause = likeliest(self.world, self.state)
        self.do(f"think_{cause}", "stop_detour", "up_tell", "off_primary", "ask_lead", "note_down", "next_week")
        for _ in range(4, 7):
            self._week(cause)
        self.do("review_week", "note_down", "hr_formal")
        self.do(self._decision(cause))
        while not self.state.ending:
            self._week(cause)
        return self.state

    def _week(self, cause: str) -> None:
        remedy = REMEDY[cause]
        if remedy is not None:
            self.do(remedy)
        self.do("review_week", "hear_back", "recognise", "note_down", "next_week")

    def _decision(self, cause: str) -> str:
        note = next(event.note for event in reversed(self.state.events) if event.move == "review_week")
        if "4 of 4" in note:
            return "decide_met"
        return {"role": "decide_seat", "leaving": "decide_exit"}.get(cause, "decide_formal")


def played_moves(played: World):
    from loopready.practice.conversation.world import moves_of

    return moves_of(played)


def by_book(played: World) -> tuple[list[Said], State]:
    player = Book(played)
    state = player.play()
    return player.moves, state


def every(seeds: int) -> Iterator[World]:
    for case in conversation_cases():
        for seed in range(seeds):
            yield world(case, seed)


__all__ = ["Book", "by_book", "by_nothing", "by_panic", "every", "likeliest", "play", "world"]
