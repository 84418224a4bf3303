"""Pictures of signals, patterns and life: light, sound, pulse, cells of many kinds."""

import math
from random import Random

from wirkt.sample import canvas as c
from wirkt.sample.canvas import Canvas, Point


def hexagon(centre: Point, radius: float, turn: float = 30.0) -> list[Point]:
    angles = [math.radians(turn + 60 * side) for side in range(6)]
    return [(centre[0] + radius * math.cos(a), centre[1] + radius * math.sin(a)) for a in angles]


def optics(rng: Random) -> Canvas:
    board = Canvas(c.DEEP)
    board.shape([(-10, 388), (488, 388), (488, 412), (-10, 412)], c.PAPER)
    rays = [c.BRICK, c.OCHRE, c.HONEY, c.LEAF, c.LAKE, c.MIST]
    for place, colour in enumerate(rays):
        low, high = 190 + place * 86, 190 + (place + 1) * 86
        board.shape([(620, 386 + place * 7), (1220, low), (1220, high), (620, 393 + place * 7)], colour)
    glass = c.mix(c.PETROL, c.MIST, 0.45)
    board.shape([(560, 150), (800, 610), (320, 610)], glass)
    board.shape([(560, 196), (760, 586), (360, 586)], c.mix(c.PETROL, c.MIST, 0.25))
    for place, colour in enumerate(rays):
        ends = [(466, 400), (650 + place * 4, 390 + place * 9), (652 + place * 4, 398 + place * 9)]
        board.shape(ends, c.mix(colour, c.PAPER, 0.35))
    for step in range(3):
        board.ring((560, 400), 300 + step * 62, c.mix(c.DEEP, c.PETROL, 0.5 - step * 0.12), 3)
    return board


def sound(rng: Random) -> Canvas:
    board = Canvas(c.BRICK)
    for step in range(11):
        board.ring((190, 400), 130 + step * 108, c.mix(c.BRICK, c.BARK, 0.35), 5)
    for place in range(92):
        x = 26 + place * 12.6
        swell = math.exp(-(((place - 30) / 24) ** 2)) + 0.55 * math.exp(-(((place - 68) / 12) ** 2))
        tall = 30 + 300 * swell * abs(math.sin(place * 0.47) * 0.75 + 0.25 * math.sin(place * 1.9))
        tone = c.mix(c.STRAW, c.HONEY, abs(math.sin(place * 0.2)))
        board.line([(x, 400 - tall), (x, 400 + tall)], tone, 6.5)
    string = [(x, 400 + 26 * math.sin(x / 1200 * math.tau * 2.5)) for x in range(-10, 1220, 6)]
    board.line(string, c.PAPER, 4)
    return board


def pulse(rng: Random) -> Canvas:
    board = Canvas(c.mix(c.MIST, c.PAPER, 0.4))
    board.below(c.wave(520, 34, 1100, 0.3), c.mix(c.MIST, c.LAKE, 0.4))
    board.below(c.wave(590, 22, 800, 2.0), c.LAKE)
    board.below(c.wave(690, 16, 900, 1.0), c.PETROL)
    for x, y, size in [(130, 548, 92), (236, 560, 70)]:
        board.box((x, y), (size, size * 0.7), c.PAPER)
        board.shape([(x - 10, y), (x + size / 2, y - size * 0.55), (x + size + 10, y)], c.BRICK)
        board.box((x + size * 0.38, y + size * 0.28), (size * 0.24, size * 0.42), c.OCHRE, 3)
    board.box((890, 380), (200, 230), c.PAPER, 8)
    board.box((930, 320), (120, 70), c.PAPER, 8)
    for bar in [((978, 332), (24, 50)), ((965, 345), (50, 24))]:
        board.box(bar[0], bar[1], c.BRICK, 4)
    for row in range(4):
        for column in range(4):
            board.box((912 + column * 42, 412 + row * 46), (28, 26), c.LAKE, 4)
    beat = [(60, 300), (330, 300), (372, 262), (410, 300), (450, 300), (484, 360), (536, 120), (592, 430), (628, 300)]
    line = [*beat, (700, 300), (742, 258), (790, 300), (1140, 300)]
    board.line(line, c.PAPER, 24)
    board.line(line, c.OCHRE, 12)
    for spot in ((60, 300), (1140, 300)):
        board.disc(spot, 22, c.BRICK)
    return board


def strip(rng: Random) -> Canvas:
    board = Canvas(c.LAKE)
    for step in range(6):
        board.ring((870, 400), 120 + step * 92, c.mix(c.LAKE, c.PETROL, 0.35), 4)
    board.box((206, 176), (800, 470), c.mix(c.LAKE, c.DEEP, 0.45), 60)
    board.box((190, 160), (800, 470), c.PAPER, 60)
    board.box((300, 280), (390, 210), c.mix(c.SAND, c.PAPER, 0.3), 26)
    board.box((312, 292), (366, 186), c.SAND, 20)
    board.box((412, 300), (22, 170), c.BRICK, 6)
    board.box((546, 300), (22, 170), c.mix(c.BRICK, c.SAND, 0.35), 6)
    board.heavy((423, 250), "C", 36, c.PETROL, "mm")
    board.heavy((557, 250), "T", 36, c.PETROL, "mm")
    board.disc((830, 385), 92, c.SAND)
    board.disc((830, 385), 68, c.mix(c.SAND, c.BARK, 0.2))
    drop = [(830, 126), (872, 206), (788, 206)]
    board.disc((830, 222), 45, c.BRICK)
    board.shape(drop, c.BRICK)
    board.disc((814, 228), 11, c.ROSE)
    for row, wide in enumerate((170, 120)):
        board.box((300, 536 + row * 30), (wide, 12), c.mix(c.SAND, c.BARK, 0.3), 6)
    return board


def honeycomb(rng: Random) -> Canvas:
    board = Canvas(c.OCHRE)
    radius = 74.0
    for row in range(-1, 9):
        for column in range(-1, 11):
            x = column * radius * math.sqrt(3) + (row % 2) * radius * math.sqrt(3) / 2
            y = row * radius * 1.5
            tone = rng.choice([c.HONEY, c.HONEY, c.STRAW, c.mix(c.OCHRE, c.BARK, 0.35), c.mix(c.HONEY, c.OCHRE, 0.5)])
            board.shape(hexagon((x, y), radius * 0.93), c.mix(c.OCHRE, c.BARK, 0.3))
            board.shape(hexagon((x, y), radius * 0.85), tone)
            if tone == c.STRAW:
                board.shape(hexagon((x, y), radius * 0.5), c.mix(c.STRAW, c.PAPER, 0.6))
    for x, y, way in [(330, 250, 1), (800, 440, -1), (560, 640, 1)]:
        _bee(board, x, y, way)
    return board


def _bee(board: Canvas, x: float, y: float, way: int) -> None:
    for lift in (-34, -14):
        board.shape(c.blob((x - way * 8 + way * lift * 0.4, y - 52), 40, [0.1], 0.7), c.PAPER)
    board.disc((x, y), 62, c.DEEP, 0.6)
    for stripe in (-24, 6):
        board.box((x + way * stripe - 8, y - 34), (16, 68), c.HONEY, 6)
    board.disc((x + way * 58, y - 4), 25, c.BARK)
    board.disc((x + way * 66, y - 10), 6, c.PAPER)
    for lift in (-16, 2):
        board.line([(x + way * 70, y - 22), (x + way * (88 + lift * 0.3), y - 46 + lift * 0.5)], c.DEEP, 4)


def hex_map(rng: Random) -> Canvas:
    board = Canvas(c.mix(c.MIST, c.PAPER, 0.5))
    radius = 47.0
    land = c.blob((600, 400), 350, [0.09, 0.06, 0.05], 0.98)
    tones = [c.LIME, c.LEAF, c.MOSS, c.STRAW, c.SAND, c.LAKE]
    for row in range(12):
        for column in range(16):
            x, y = column * 82 + (row % 2) * 41, row * 71 + 8
            if _inside((x, y), land):
                board.shape(hexagon((x, y), radius * 0.95), rng.choice(tones))
    pins = [(440, 250), (700, 180), (600, 395), (800, 420), (500, 560), (720, 600)]
    for one, two in [(0, 1), (1, 2), (0, 2), (2, 3), (2, 4), (4, 5), (3, 5)]:
        board.line([pins[one], pins[two]], c.PETROL, 4)
    for spot in pins:
        board.disc(spot, 25, c.PAPER)
        board.disc(spot, 17, c.BRICK)
    return board


def _inside(spot: Point, outline: list[Point]) -> bool:
    x, y = spot
    inside, (px, py) = False, outline[-1]
    for qx, qy in outline:
        if (qy > y) != (py > y) and x < (px - qx) * (y - qy) / (py - qy) + qx:
            inside = not inside
        px, py = qx, qy
    return inside


def residues(rng: Random) -> Canvas:
    board = Canvas(c.STRAW)
    board.disc((330, 400), 260, c.mix(c.STRAW, c.LIME, 0.6))
    board.disc((870, 400), 260, c.mix(c.STRAW, c.PAPER, 0.6))
    for turn, size, tone in [(-2.2, 210, c.MOSS), (-1.57, 240, c.LEAF), (-0.94, 210, c.MOSS)]:
        _leaf(board, (330, 440), turn, size, tone)
    board.shape(c.blob((330, 520), 104, [0.05, 0.04]), c.mix(c.BRICK, c.ROSE, 0.3))
    board.shape([(262, 590), (398, 590), (334, 690)], c.mix(c.BRICK, c.ROSE, 0.3))
    for level in (500, 540, 580):
        board.line([(286, level), (330, level + 6)], c.BRICK, 4)
    for step in range(3):
        x = 540 + step * 52
        board.disc((x, 400), 15, c.OCHRE)
    board.shape([(690, 372), (690, 428), (736, 400)], c.OCHRE)
    board.box((800, 330), (150, 330), c.LAKE, 34)
    board.box((836, 240), (78, 130), c.LAKE, 18)
    board.box((830, 196), (90, 52), c.DEEP, 10)
    board.box((800, 430), (150, 140), c.PAPER)
    _leaf(board, (875, 552), -1.57, 100, c.MOSS)
    board.box((816, 350), (16, 66), c.MIST, 8)
    return board


def _leaf(board: Canvas, foot: Point, turn: float, size: float, tone: str) -> None:
    along, side = (math.cos(turn), math.sin(turn)), (-math.sin(turn), math.cos(turn))
    edge = [(t / 20, math.sin(t / 20 * math.pi) * 0.26 * (1 - t / 55)) for t in range(21)]
    points = [(a, b) for a, b in edge] + [(a, -b) for a, b in reversed(edge)]
    place = [
        (foot[0] + size * (a * along[0] + b * side[0]), foot[1] + size * (a * along[1] + b * side[1]))
        for a, b in points
    ]
    board.shape(place, tone)
    board.line([foot, (foot[0] + size * 0.92 * along[0], foot[1] + size * 0.92 * along[1])], c.LIME, 5)
