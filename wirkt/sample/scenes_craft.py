"""Pictures of building and making: timber, rails, clay, fibres."""

import math
from random import Random

from wirkt.sample import canvas as c
from wirkt.sample.canvas import Canvas, Point


def _beam(board: Canvas, start: Point, end: Point, width: float, colour: str) -> None:
    (x0, y0), (x1, y1) = start, end
    long = math.hypot(x1 - x0, y1 - y0)
    dx, dy = (x1 - x0) / long, (y1 - y0) / long
    side = (-dy * width / 2, dx * width / 2)
    corners = [(x + s * side[0], y + s * side[1]) for s, (x, y) in [(1, start), (1, end), (-1, end), (-1, start)]]
    board.shape(corners, colour)
    for offset, tone in [(-0.18, 0.22), (0.2, 0.14)]:
        grain = (side[0] * 2 * offset, side[1] * 2 * offset)
        line = [
            (x0 + dx * 14 + grain[0], y0 + dy * 14 + grain[1]),
            (x1 - dx * 14 + grain[0], y1 - dy * 14 + grain[1]),
        ]
        board.line(line, c.mix(colour, c.BARK, tone), 3)


def timber_frame(rng: Random) -> Canvas:
    board = Canvas(c.PETROL)
    board.shape([(120, 330), (600, 70), (1080, 330)], c.mix(c.PETROL, c.LAKE, 0.45))
    board.box((150, 330), (900, 390), c.mix(c.PETROL, c.LAKE, 0.28))
    wood = [c.HONEY, c.STRAW, c.OCHRE]
    for start, end, tone in [
        ((420, 330), (220, 700), 2),
        ((780, 330), (980, 700), 2),
        ((600, 110), (600, 330), 1),
        ((330, 220), (600, 330), 2),
        ((870, 220), (600, 330), 2),
    ]:
        _beam(board, start, end, 34, wood[tone])
    for x in (180, 420, 600, 780, 1020):
        _beam(board, (x, 330), (x, 720), 44, wood[0])
    _beam(board, (180, 515), (1020, 515), 36, wood[1])
    for left, right in [((110, 340), (600, 74)), ((1090, 340), (600, 74))]:
        _beam(board, left, right, 46, wood[1])
    _beam(board, (110, 335), (1090, 335), 46, wood[0])
    _beam(board, (90, 720), (1110, 720), 56, wood[2])
    for x in (180, 420, 600, 780, 1020):
        for y in (335, 515, 720):
            board.disc((x, y), 13, c.BRICK)
            board.disc((x, y), 5, c.STRAW)
    return board


def rails(rng: Random) -> Canvas:
    board = Canvas(c.STRAW)
    board.disc((600, 330), 165, c.HONEY)
    board.disc((600, 330), 118, c.OCHRE)
    for y, tall, long, shift, colour in [
        (330, 46, 760, 0.4, c.MIST),
        (365, 34, 540, 2.1, c.LAKE),
        (400, 22, 820, 1.2, c.LEAF),
        (436, 12, 600, 0.0, c.MOSS),
    ]:
        board.below(c.wave(y, tall, long, shift), colour)
    for side in (-1, 1):
        _track(board, 600 + side * 26, 600 + side * 330)
    return board


def _track(board: Canvas, far: float, near: float) -> None:
    top, low = 446, 830
    board.shape([(far - 9, top), (far + 9, top), (near + 250, low), (near - 250, low)], c.mix(c.BARK, c.SAND, 0.45))
    for step in range(1, 15):
        share = (step / 14) ** 2.1
        y, x, half = top + (low - top) * share, far + (near - far) * share, 8 + 176 * share
        thick = 2 + 17 * share
        board.box((x - half, y - thick / 2), (2 * half, thick), c.BARK)
    for rail in (-1, 1):
        wide = [
            (far + rail * 4 - 1, top),
            (far + rail * 4 + 1, top),
            (near + rail * 126 + 9, low),
            (near + rail * 126 - 9, low),
        ]
        board.shape(wide, c.DEEP)


def clay(rng: Random) -> Canvas:
    board = Canvas(c.mix(c.MIST, c.PAPER, 0.5))
    earths = [c.OCHRE, c.BRICK, c.BARK, c.HONEY, c.ROSE, c.mix(c.BARK, c.OCHRE, 0.5), c.mix(c.BRICK, c.SAND, 0.45)]
    y, turn = 820.0, 0
    while y > 150:
        tall = rng.uniform(38, 74)
        edge = [(150 + step * 18, y - tall + 5 * math.sin(step * 0.7 + turn)) for step in range(51)]
        board.shape([*edge, (1050, y + 8), (150, y + 8)], earths[turn % len(earths)])
        for _ in range(26):
            spot = (rng.uniform(165, 1035), y - rng.uniform(6, tall - 10))
            board.disc(spot, rng.uniform(2, 5), c.mix(earths[turn % len(earths)], c.PAPER, 0.35))
        for _ in range(10):
            x, level = rng.uniform(170, 1000), y - rng.uniform(8, tall - 12)
            board.line([(x, level), (x + rng.uniform(14, 34), level + rng.uniform(-6, 6))], c.STRAW, 2.5)
        y, turn = y - tall, turn + 1
    board.box((470, 330), (260, 480), c.DEEP, 130)
    board.box((470, 560), (260, 250), c.DEEP)
    board.disc((600, 470), 62, c.HONEY)
    board.below([(600 + (x - 600) * 0.216, 690) for x in range(0, 1201, 600)], c.DEEP)
    board.box((-10, 770), (1220, 40), c.MOSS)
    return board


def roofs(rng: Random) -> Canvas:
    board = Canvas(c.mix(c.STRAW, c.PAPER, 0.3))
    board.disc((260, 190), 90, c.HONEY)
    board.below(c.wave(350, 40, 1000, 1.0), c.MIST)
    board.below(c.wave(400, 26, 700, 2.5), c.mix(c.MIST, c.LAKE, 0.45))
    tones = [c.BRICK, c.ROSE, c.mix(c.BRICK, c.BARK, 0.45), c.PETROL, c.OCHRE]
    for row, base in enumerate((500, 620, 760, 900)):
        x = -60.0 - 40 * row
        while x < 1240:
            wide = rng.uniform(130, 210)
            _roof(board, (x, base), wide, rng.choice(tones), rng)
            x += wide * 0.94
        if row == 1:
            _tower(board, 800, base - 60)
    return board


def _roof(board: Canvas, foot: Point, wide: float, colour: str, rng: Random) -> None:
    x, base = foot
    high = base - rng.uniform(120, 165)
    eaves = high + wide * 0.42
    board.box((x + 8, eaves), (wide - 16, 260), rng.choice([c.PAPER, c.SAND, c.STRAW]))
    board.shape([(x - 6, eaves + 4), (x + wide / 2, high), (x + wide + 6, eaves + 4)], colour)
    for step in range(1, 4):
        share = step / 4
        half, y = (wide / 2 + 4) * share, high + (eaves + 4 - high) * share
        board.line([(x + wide / 2 - half + 6, y), (x + wide / 2 + half - 6, y)], c.mix(colour, c.DEEP, 0.25), 3)
    lit = rng.random() < 0.4
    for column in (0.28, 0.6):
        board.box((x + wide * column, eaves + 22), (wide * 0.15, 34), c.HONEY if lit else c.LAKE, 3)


def _tower(board: Canvas, x: float, base: float) -> None:
    board.box((x - 34, base - 260), (68, 300), c.SAND)
    board.shape([(x - 44, base - 256), (x, base - 400), (x + 44, base - 256)], c.PETROL)
    board.disc((x, base - 215), 20, c.PAPER)
    board.line([(x, base - 215), (x, base - 228)], c.DEEP, 3)
    board.line([(x, base - 215), (x + 9, base - 210)], c.DEEP, 3)


def gypsum_cycle(rng: Random) -> Canvas:
    board = Canvas(c.mix(c.MIST, c.PAPER, 0.35))
    centre, reach = (600.0, 400.0), 250.0
    for turn in range(4):
        start = turn * 90 + 25
        board.arc(centre, reach + 17, (start, start + 30), c.LAKE, 34)
        tip = math.radians(start + 42)
        along, out = (-math.sin(tip), math.cos(tip)), (math.cos(tip), math.sin(tip))
        spot = (centre[0] + reach * out[0], centre[1] + reach * out[1])
        base = (spot[0] - along[0] * 44, spot[1] - along[1] * 44)
        sides = [(base[0] + s * 42 * out[0], base[1] + s * 42 * out[1]) for s in (-1, 1)]
        board.shape([spot, *sides], c.LAKE)
    for spot, colour in [((600, 150), c.PAPER), ((850, 400), c.STRAW), ((600, 650), c.PAPER), ((350, 400), c.SAND)]:
        board.disc(spot, 108, c.mix(c.PETROL, c.LAKE, 0.25))
        board.disc(spot, 96, colour)
    for step in range(3):
        board.box((545 + step * 12, 105 + step * 26), (92, 18), c.mix(c.BARK, c.SAND, 0.35 + step * 0.2), 3)
    for x, y, size in [(822, 420, 30), (872, 412, 36), (848, 372, 24), (890, 366, 14), (812, 372, 12)]:
        board.shape(c.blob((x, y), size, [0.12, 0.1, 0.08]), c.mix(c.OCHRE, c.BARK, size / 60))
    board.shape([(530, 700), (600, 606), (670, 700)], c.mix(c.MIST, c.PAPER, 0.4))
    board.shape([(560, 700), (600, 640), (640, 700)], c.MIST)
    for row in range(3):
        for column in range(2):
            board.box((296 + column * 56 - (row % 2) * 14, 350 + row * 36), (50, 30), c.BRICK if row % 2 else c.ROSE, 3)
    return board


def heap(rng: Random) -> Canvas:
    board = Canvas(c.mix(c.STRAW, c.PAPER, 0.45))
    board.disc((180, 170), 76, c.HONEY)
    board.below(c.wave(430, 36, 900, 0.4), c.MIST)
    board.below(c.wave(500, 18, 640, 1.9), c.LAKE)
    tones = [c.MOSS, c.OCHRE, c.mix(c.BARK, c.OCHRE, 0.4), c.ROSE, c.BRICK, c.BARK, c.mix(c.BARK, c.DEEP, 0.5)]
    for level, colour in enumerate(tones):
        peak = 190 + level * 56
        slope = [(150 - level * 10, 640), (420, peak + 60), (560, peak), (760, peak + 26), (1090, 640)]
        board.shape(slope, colour)
    board.box((-10, 620), (1220, 200), c.mix(c.BARK, c.DEEP, 0.55))
    for _ in range(150):
        x, y = rng.uniform(300, 880), rng.uniform(340, 610)
        board.disc((x, y), rng.uniform(2, 4.5), rng.choice([c.STRAW, c.HONEY, c.SAND]))
    for x, tall in [(470, 50), (540, 72), (600, 60), (670, 84), (735, 48)]:
        top = 228 - (28 if 500 < x < 700 else 4)
        board.line([(x, top + 10), (x, top - 20)], c.BARK, 6)
        board.disc((x, top - 20 - tall * 0.3), tall * 0.42, c.LEAF)
    board.line([(640, 700), (640, 625), (760, 625), (900, 700), (1180, 700)], c.LAKE, 20)
    for turn in range(6):
        board.line([(80 + turn * 90, 690), (126 + turn * 90, 690)], c.STRAW, 6)
    return board
