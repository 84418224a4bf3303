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
    corners = [
        (x + s * side[0], y + s * side[1]) for s, (x, y) in [(1, start), (1, end), (-1, end), (-1, start)]
    ]
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
    board.shape(
        [(far - 9, top), (far + 9, top), (near + 250, low), (near - 250, low)], c.mix(c.BARK, c.SAND, 0.45)
    )
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
