"""Pictures of land and water: forest, moor, fields, river, coast."""

import math
from itertools import pairwise
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


def fields(rng: Random) -> Canvas:
    board = Canvas(c.MOSS)
    tones = [c.LIME, c.STRAW, c.HONEY, c.LEAF, c.OCHRE, c.mix(c.BARK, c.SAND, 0.4)]
    tops = [0, 150, 330, 470, 640, 830]
    for row, (top, low) in enumerate(pairwise(tops)):
        x = -40.0 - row * 60
        while x < 1240:
            wide, lean = rng.uniform(150, 330), 46
            colour = rng.choice(tones)
            board.shape([(x, top + 8), (x + wide, top + 8 - lean), (x + wide, low - 8 - lean), (x, low - 8)], colour)
            _rows(board, (x, top + 8, wide, low - top - 16), lean, rng, c.mix(colour, c.BARK, 0.16))
            x += wide + 14
    for row, top in enumerate(tops[1:-1]):
        for step in range(26):
            x = step * 50 + rng.uniform(-14, 14) - row * 20
            y = top - 22 + rng.uniform(-9, 9)
            board.disc((x, y), rng.uniform(13, 24), rng.choice([c.MOSS, c.mix(c.MOSS, c.DEEP, 0.35), c.LEAF]))
    return board


def _rows(board: Canvas, area: tuple[float, ...], lean: float, rng: Random, colour: str) -> None:
    x, y, wide, tall = area
    kind = rng.randrange(3)
    if kind == 0:
        for step in range(1, int(tall // 16)):
            board.line([(x + 8, y + step * 16), (x + wide - 8, y + step * 16 - lean)], colour, 3)
    if kind == 1:
        for step in range(1, int(wide // 22)):
            at = step * 22
            drop = lean * at / wide
            board.line([(x + at, y + 10 - drop), (x + at, y + tall - 10 - drop)], colour, 4)


def peat_profile(rng: Random) -> Canvas:
    board = Canvas(c.mix(c.MIST, c.PAPER, 0.55))
    board.disc((250, 170), 82, c.HONEY)
    board.below(c.wave(300, 26, 900, 0.5), c.mix(c.MIST, c.LAKE, 0.35))
    board.below(c.wave(345, 14, 700, 2.0), c.LEAF)
    board.box((-10, 378), (1220, 40), c.LAKE)
    for level, x, long in [(388, 120, 90), (400, 420, 130), (390, 780, 110), (402, 1010, 80)]:
        board.line([(x, level), (x + long, level)], c.MIST, 4)
    layers = [
        (412, c.mix(c.MOSS, c.BARK, 0.35)),
        (478, c.BARK),
        (560, c.mix(c.BARK, c.DEEP, 0.4)),
        (650, c.mix(c.BARK, c.DEEP, 0.65)),
        (725, c.mix(c.LAKE, c.SAND, 0.45)),
    ]
    for top, colour in layers:
        board.below(c.wave(top, 8, 430, top / 9), colour)
    for _ in range(90):
        left, y = rng.uniform(0, 1200), rng.uniform(500, 715)
        reach = rng.uniform(14, 46)
        board.line([(left, y), (left + reach, y + rng.uniform(-5, 5))], c.mix(c.BARK, c.OCHRE, 0.45), 2.5)
    for place in range(30):
        _cattail(board, place * 42 + rng.uniform(-12, 12), rng)
    return board


def _cattail(board: Canvas, x: float, rng: Random) -> None:
    foot, tall, lean = 412.0, rng.uniform(130, 250), rng.uniform(-14, 14)
    tip = (x + lean, foot - tall)
    board.line([(x, foot), tip], c.MOSS, 5)
    for side in (-1, 1):
        reach = side * rng.uniform(18, 34)
        board.line([(x, foot), (x + reach * 0.5, foot - tall * 0.45), (x + reach, foot - tall * 0.8)], c.MOSS, 5)
    if rng.random() < 0.65:
        board.line([(tip[0], tip[1] + 8), (tip[0], tip[1] + 50)], c.BARK, 16)


def ship(rng: Random) -> Canvas:
    board = Canvas(c.mix(c.STRAW, c.PAPER, 0.35))
    board.disc((940, 300), 130, c.HONEY)
    board.below(c.wave(468, 5, 900), c.mix(c.MIST, c.LAKE, 0.3))
    for x, tall in [(90, 190), (190, 150), (285, 210), (1120, 170)]:
        _turbine(board, x, 470, tall)
    board.shape([(270, 520), (1010, 520), (950, 630), (330, 630)], c.PETROL)
    board.shape([(300, 575), (980, 575), (950, 630), (330, 630)], c.BRICK)
    board.box((830, 350), (110, 172), c.PAPER, 6)
    board.box((850, 290), (64, 66), c.OCHRE, 6)
    for row in range(3):
        for column in range(3):
            board.box((845 + column * 30, 372 + row * 44), (20, 22), c.LAKE, 4)
    for spot in range(3):
        x = 350 + spot * 155
        board.box((x, 430), (136, 84), c.MIST, 42)
        board.box((x + 12, 442), (112, 14), c.PAPER, 7)
        board.text((x + 68, 478), "NH", 30, c.PETROL, "mm")
        board.text((x + 94, 488), "3", 20, c.PETROL, "mm")
    for level, colour, shift in [(606, c.LAKE, 0.0), (660, c.mix(c.LAKE, c.PETROL, 0.5), 1.4), (722, c.PETROL, 2.6)]:
        board.below(c.wave(level, 13, 260, shift), colour)
    return board


def _turbine(board: Canvas, x: float, foot: float, tall: float) -> None:
    hub = (x, foot - tall)
    board.line([(x, foot), hub], c.PAPER, 9)
    for turn in (0.3, 0.3 + math.tau / 3, 0.3 + 2 * math.tau / 3):
        board.line([hub, (x + tall * 0.48 * math.cos(turn), hub[1] + tall * 0.48 * math.sin(turn))], c.PAPER, 7)
    board.disc(hub, 9, c.PAPER)


def drone_coast(rng: Random) -> Canvas:
    board = Canvas(c.mix(c.MIST, c.PAPER, 0.25))
    for level, colour, shift in [
        (330, c.mix(c.LAKE, c.MIST, 0.3), 0.3),
        (420, c.LAKE, 1.0),
        (560, c.mix(c.LAKE, c.PETROL, 0.45), 2.2),
        (690, c.PETROL, 0.9),
    ]:
        board.below(c.wave(level, 12, 520, shift), colour)
    for x, y, size in [(210, 470, 120), (560, 610, 165), (950, 500, 130)]:
        board.shape(c.blob((x, y + 12), size * 1.08, [0.06, 0.03], 0.36), c.STRAW)
        board.shape(c.blob((x, y), size, [0.06, 0.03], 0.34), c.LEAF)
        board.shape(c.blob((x + 8, y - 10), size * 0.6, [0.05], 0.32), c.LIME)
        for spot in (-0.3, 0.15):
            _house(board, x + spot * size, y - 12, 30)
    course = [(210 + t * 740, 430 - 190 * math.sin(t * math.pi) + t * 30) for t in [i / 40 for i in range(41)]]
    for step in range(0, 40, 2):
        board.line(course[step : step + 2], c.PAPER, 4)
    _drone(board, 620, 215)
    return board


def _house(board: Canvas, x: float, foot: float, wide: float) -> None:
    board.box((x, foot - wide * 0.6), (wide, wide * 0.6), c.PAPER)
    board.shape(
        [(x - 5, foot - wide * 0.6), (x + wide / 2, foot - wide * 1.15), (x + wide + 5, foot - wide * 0.6)], c.BRICK
    )


def _drone(board: Canvas, x: float, y: float) -> None:
    for side in (-1, 1):
        board.line([(x, y), (x + side * 118, y - 26)], c.DEEP, 14)
        board.box((x + side * 118 - 9, y - 60), (18, 40), c.DEEP, 6)
        board.disc((x + side * 118, y - 62), 84, c.mix(c.PETROL, c.MIST, 0.35), 0.12)
        board.line([(x + side * 26, y + 24), (x + side * 52, y + 66)], c.DEEP, 7)
    board.box((x - 62, y - 34), (124, 62), c.PETROL, 26)
    board.box((x - 36, y + 32), (72, 54), c.OCHRE, 8)
    board.line([(x, y + 34), (x, y + 84)], c.BRICK, 6)
    board.disc((x, y - 4), 13, c.HONEY)


def algae(rng: Random) -> Canvas:
    board = Canvas(c.SAND)
    board.box((0, 640), (1200, 160), c.mix(c.SAND, c.OCHRE, 0.35))
    for x, y, size, water in [(270, 470, 150, c.LEAF), (620, 430, 200, c.MOSS), (960, 480, 140, c.LAKE)]:
        _flask(board, (x, y), size, water, rng)
    return board


def _flask(board: Canvas, place: tuple[float, float], size: float, water: str, rng: Random) -> None:
    x, y = place
    glass = c.mix(c.MIST, c.PAPER, 0.55)
    board.box((x - size * 0.2, y - size * 1.75), (size * 0.4, size), glass, 8)
    board.box((x - size * 0.27, y - size * 1.8), (size * 0.54, size * 0.13), c.MIST, 8)
    board.disc((x, y), size, glass)
    inner = size * 0.9
    arc = [(x + inner * math.cos(a), y + inner * math.sin(a)) for a in [i / 60 * math.pi - 0.12 for i in range(65)]]
    board.shape(arc, c.mix(water, c.LIME, 0.25))
    for _ in range(34):
        angle, reach = rng.uniform(0.12, math.pi - 0.12), inner * math.sqrt(rng.random()) * 0.86
        spot = (x + reach * math.cos(angle), y + reach * math.sin(angle) + size * 0.02)
        board.disc(spot, rng.uniform(0.035, 0.085) * size, rng.choice([water, c.mix(water, c.DEEP, 0.3), c.LIME]))
    for step in range(4):
        board.ring((x + size * (0.1 * math.sin(step * 2)), y - size * (0.25 + step * 0.28)), size * 0.05, c.PAPER, 3)
    board.arc((x, y), size * 0.94, (150, 215), c.PAPER, 8)
