"""A training is played: forward, back, paused, and never faster than one picture after the other."""

import asyncio

import pytest
from widget_parts import an_explorer, xor

from backprop_helpers import Explorer, Player
from backprop_helpers.widgets import player as player_module


def a_player(last=30, strides=(1, 5)):
    sliders = {"seed": (0, 9), "step": (0, last)}
    return Player(Explorer(xor, sliders=sliders, views=["step"]), strides=strides)


def step(player):
    return player.explorer.sliders["step"].value


def played(*acts):
    """Plays in an event loop, and between pictures does one act after the other until it pauses; the player."""

    async def run():
        player, todo = a_player(), list(acts)
        player.play_button.click()
        while player.playing:
            await asyncio.sleep(0)
            if todo and step(player) >= 3:
                todo.pop(0)(player)
        return player

    return asyncio.run(run())


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(player_module, "FRAME_S", 1e-3)


def test_forward_and_back_move_by_the_chosen_stride_and_stop_at_the_ends():
    player = a_player()
    forward, back = player.forward_button, player.back_button
    forward.click()
    player.stride.value = 5
    for moved, at in ((forward, 6), (back, 1), (back, 0), *((forward, min(5 * k, 30)) for k in range(1, 9))):
        moved.click()
        assert step(player) == at


def test_back_shows_the_picture_that_was_there():
    player = a_player()
    seen = []
    for _ in range(4):
        seen.append((player.explorer.views["step"], player.explorer.sentence))
        player.forward_button.click()
    for picture in reversed(seen):
        player.back_button.click()
        assert (player.explorer.views["step"], player.explorer.sentence) == picture


def test_play_goes_on_to_the_end_and_says_so():
    player = played()
    assert step(player) == 30 and "Step 30, the last one" in player.status.value
    assert player.play_button.description == "▶ Play"


def test_pause_stops_where_it_is_and_play_goes_on_from_there():
    player = played(lambda p: p.play_button.click())
    assert 3 <= step(player) < 30
    before = step(player)
    player.play()  # without an event loop: all at once
    assert step(player) == 30 > before


def test_a_second_play_does_not_play_twice():
    def twice(player):
        player.pause()
        player.play()
        player.play()

    player = played(twice)
    assert step(player) == player.explorer.state.at == 30


def test_reset_while_it_plays_stops_it_at_the_start():
    player = played(lambda p: p.explorer.reset())
    assert step(player) == 0 and not player.playing


def test_playing_from_the_end_starts_over():
    player = a_player()
    player.explorer.sliders["step"].value = 30
    player.play()
    assert step(player) == 30 and not player.playing
    assert len(player.explorer.state.losses) == 31


def test_it_pauses_where_the_task_is_solved_for_the_first_time_and_then_goes_on():
    player = a_player(last=400)
    player.play()
    assert step(player) < 400 and player.explorer.state.all_correct and "Solved" in player.status.value
    player.explorer.sliders["step"].value -= 1
    assert not player.explorer.state.all_correct
    player.play()
    player.play()
    assert step(player) == 400


@pytest.mark.parametrize("sliders", [["x[0]"], ()])
def test_an_explorer_without_steps_is_refused_in_words(sliders):
    have = "'x\\[0\\]'" if sliders else "none"
    with pytest.raises(ValueError, match=f"moves the slider 'step', but the sliders are {have}. Steps belong to"):
        Player(an_explorer(sliders))


@pytest.mark.parametrize(
    ("given", "answer"),
    [({"stride": 3}, "stride should be one of strides, .*, but is 3"), ({"strides": [0]}, "strides should be a whole")],
)
def test_strides_that_do_not_fit_are_refused_in_words(given, answer):
    with pytest.raises(ValueError, match=answer):
        Player(a_player().explorer, **given)


def test_before_a_run_it_shows_what_its_explorer_shows():
    player = a_player()
    ours, theirs = player._repr_mimebundle_(), player.explorer._repr_mimebundle_()
    assert ours["text/html"] == theirs["text/html"] and ours["text/plain"] == theirs["text/plain"]
