"""Learners who take the test: by what they believe, or at random."""

from backprop_helpers.measuring.form import form
from backprop_helpers.measuring.sitting import Sitting
from backprop_helpers.questions.question import SURENESS


def believer(item, beliefs, draw, knows=1.0):
    """The option of somebody with these beliefs: one that belongs to a belief, or else the right one or a guess."""
    tempting = [option for option in item.options if option.believes in beliefs]
    if tempting:
        return draw.choice(tempting)
    return item.right if draw.random() < knows else draw.choice([o for o in item.options if o.believes])


def sitting(name, day, draw, beliefs=(), knows=1.0, sure=None, open_share=0.0):
    """A finished sitting of such a learner, who leaves some items open."""
    answers = {}
    for item in form(name).items.values():
        if draw.random() >= open_share:
            answers[item.name] = believer(item, beliefs, draw, knows), sure or draw.choice(SURENESS)
    return Sitting(name, day, answers, finished=True)
