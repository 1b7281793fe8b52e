"""Words are read out once they rest: the region that a screen reader listens to stays, and owns them only then."""

import asyncio
import re

from backprop_helpers import Explorer, Network
from backprop_helpers.widgets.cell import LiveRegion


def owned(spoken):
    """What the region owns."""
    region, words = spoken.children
    name = re.fullmatch(r"<div role='status' aria-owns='(.+)'></div>", region.value)[1]
    return re.fullmatch(rf"<div id='{name}'(?: class='bp-heard')?>(.*)</div>", words.value)[1]


def test_words_are_owned_by_a_region_that_stays():
    spoken = LiveRegion()
    region = spoken.children[0].value
    assert owned(spoken) == ""
    for words in ("one", "two", ""):
        spoken.value = words
        assert (spoken.value, owned(spoken), spoken.children[0].value) == (words, words, region)


def test_words_that_change_from_frame_to_frame_are_owned_once_they_rest():
    async def drag():
        spoken, heard = LiveRegion(delay=0.05), []
        spoken.children[1].observe(lambda change: heard.append(owned(spoken)), "value")
        for words in ("start", "on", "further", "there"):
            spoken.value = words
            assert spoken.value == words
            await asyncio.sleep(0)
        while heard[-1] == "start":
            await asyncio.sleep(0.01)
        return heard

    assert asyncio.run(asyncio.wait_for(drag(), 10)) == ["start", "there"]


def test_two_regions_never_own_the_same_words():
    first, second = LiveRegion(), LiveRegion()
    first.value = "one"
    assert (owned(first), owned(second)) == ("one", "")
    assert first.children[0].value != second.children[0].value


def test_an_explorers_sentence_is_heard_once_and_seen_once():
    explorer = Explorer(Network.random(2, 3, 2), [0.5, -1.0], [0.0, 1.0], sliders=["x[0]"])
    (spoken,) = [child for child in explorer.widget.children if isinstance(child, LiveRegion)]
    for x in (0.5, 2.0):
        explorer.sliders["x[0]"].value = x
        said = f"<p>{explorer.sentence}</p>"
        assert owned(spoken) == said
        assert "class='bp-heard'" in spoken.children[1].value
        assert (
            explorer.widget.children[-1].value.count(f"<div class='bp bp-sentence' aria-hidden='true'>{said}</div>")
            == 1
        )
