"""Trainings to show: a descent on two weights, XOR with momentum, and Mazur's example."""

from functools import partial

from backprop_helpers import MAZUR, Network, Training, wrong_gradients

NET = Network([[-0.2]], [0.9], [[0.9]], [1.9])
X, Y = [[-1.6, 3.0, -1.4]], [[0.1, 0.5, 0.4]]
CORNERS, ODD = [[0, 0, 1, 1], [0, 1, 0, 1]], [[0, 1, 1, 0]]


def descent(steps=5, eta=6.0):
    training = Training(NET, X, Y, eta, trainable=["W1", "W2"])
    training.go(steps)
    return training


def xor(steps=0, gradients=None, h=2):
    training = Training(Network.random(2, h, 1, seed=1), CORNERS, ODD, 2.0, 0.9, gradients=gradients)
    training.go(steps)
    return training


def mazur(steps, order="together"):
    stale = partial(wrong_gradients, name="new_W2", eta=MAZUR.eta) if order == "in place" else None
    training = Training(MAZUR.net, MAZUR.x, MAZUR.y, MAZUR.eta, trainable=MAZUR.trainable, gradients=stale)
    training.go(steps)
    return training
