"""Pictures of land and water: forest, moor, fields, river, coast."""

import math
from random import Random

from wirkt.sample import canvas as c
from wirkt.sample.canvas import Canvas


def _fir(board: Canvas, x: float, foot: float, tall: float, colour: str) -> None:
    board.box((x - tall * 0.022, foot - tall * 0.2), (tall * 0.044, tall * 0.2), c.BARK)
    for layer in range(4):
        top = foot - tall + layer * tall * 0.19
        half = tall * (0.1 + 0.048 * layer)
        low = top + tall * 0.32
        board.shape([(x, top), (x + half, low), (x, low - tall * 0.035), (x - half, low)], colour)


def forest_layers(rng: Random) -> Canvas:
    board = Canvas(c.SAND)
    board.disc((890, 235), 120, c.HONEY)
    for depth, (colour, foot, tall, gap) in enumerate(
        [(c.MIST, 560, 330, 78), (c.LAKE, 600, 400, 118), (c.PETROL, 640, 470, 190)]
    ):
        board.below(c.wave(foot - 18, 12, 900, depth), colour)
        for place in range(-1, 1200 // gap + 2):
            size = tall * (0.72 + 0.4 * rng.random())
            _fir(board, place * gap + rng.uniform(-18, 18) + depth * 30, foot, size, colour)
    board.below(c.wave(630, 10, 640, 1.0), c.MOSS)
    for place in range(26):
        board.disc((place * 49 + rng.uniform(-12, 12), 640), rng.uniform(16, 34), c.LEAF, 0.7)
    for level, colour in [
        (655, c.BARK),
        (715, c.mix(c.BARK, c.OCHRE, 0.45)),
        (765, c.mix(c.OCHRE, c.SAND, 0.3)),
    ]:
        board.below(c.wave(level, 7, 500, level), colour)
    for place in range(9):
        _root(board, 70 + place * 135, rng)
    return board


def _root(board: Canvas, x: float, rng: Random) -> None:
    for turn in (-1, -0.35, 0.3, 1):
        reach = rng.uniform(34, 62)
        tip = (x + turn * reach, 664 + reach * (1.35 - abs(turn) * 0.6))
        board.line([(x, 652), (x + turn * reach * 0.4, 668), tip], c.STRAW, 3)


def river(rng: Random) -> Canvas:
    board = Canvas(c.LIME)
    for row in range(5):
        for column in range(7):
            x, y = column * 190 - 70 + (row % 2) * 60, row * 175 - 30
            colour = rng.choice([c.LIME, c.LEAF, c.STRAW, c.HONEY, c.LEAF, c.LIME])
            lean = 36
            board.shape([(x, y), (x + 184, y - lean), (x + 184, y + 168 - lean), (x, y + 168)], colour)
            if rng.random() < 0.5:
                _furrows(board, x, y, lean, c.mix(colour, c.MOSS, 0.3))
    course = [(x, 420 - 150 * math.sin(x / 1200 * 5.2 + 0.5) - (x - 600) * 0.18) for x in range(-40, 1250, 6)]
    board.line(course, c.PAPER, 132)
    board.line(course, c.LAKE, 112)
    board.line([(x, y + 14) for x, y in course], c.mix(c.LAKE, c.MIST, 0.35), 10)
    banks = [(190, 120), (520, 655), (770, 250), (1040, 600)]
    for one, two in [(0, 1), (0, 2), (1, 2), (2, 3), (1, 3)]:
        board.line([banks[one], banks[two]], c.DEEP, 5)
    for place in banks:
        board.disc(place, 40, c.PAPER)
        board.disc(place, 28, c.BRICK)
    return board


def _furrows(board: Canvas, x: float, y: float, lean: float, colour: str) -> None:
    for step in range(1, 9):
        at = step * 20
        board.line([(x + at, y + 8 - lean * at / 184), (x + at, y + 160 - lean * at / 184)], colour, 3)
