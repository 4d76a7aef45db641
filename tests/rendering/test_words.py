from __future__ import annotations

from rendering_sample import sample_brief

from loopready.model import Block, Claim, GuideCite, Item
from loopready.rendering import unfolded_words


def _item(*, folded: bool = False, folds: tuple[str, ...] = ()) -> Item:
    claim = Claim(id="x", text="one two three ____ four", cites=(GuideCite(item="seat"),))
    return Item(id="x", title="Five six", kind="odd", folded=folded, folds=folds, blocks=(Block(role="seven", claims=(claim,)),))


def test_folded_words_do_not_count() -> None:
    base = unfolded_words(sample_brief())
    assert unfolded_words(sample_brief(extra={"drills": (_item(),)})) == base + 7
    assert unfolded_words(sample_brief(extra={"drills": (_item(folds=("seven",)),)})) == base + 3
    assert unfolded_words(sample_brief(extra={"drills": (_item(folded=True),)})) == base + 2
