"""Pictures of machines, molecules and signals."""

import math
from random import Random

from wirkt.sample import canvas as c
from wirkt.sample.canvas import Canvas, Point


def hydrogen(rng: Random) -> Canvas:
    board = Canvas(c.PETROL)
    for row in range(7):
        for column in range(9):
            x, y = column * 160 - 30 + (row % 2) * 80, row * 128 + 16
            near = 1 - min(math.hypot(x - 600, y - 400) / 720, 1)
            size = 20 + 30 * near
            one, two = (c.MIST, c.HONEY) if (row * 3 + column) % 5 else (c.PAPER, c.BRICK)
            turn = (row * 37 + column * 53) % 180 / 180 * math.pi
            dx, dy = size * 0.72 * math.cos(turn), size * 0.72 * math.sin(turn)
            fade = 0.62 * (1 - near)
            board.line([(x - dx, y - dy), (x + dx, y + dy)], c.mix(c.SAND, c.PETROL, fade), size * 0.42)
            board.disc((x - dx, y - dy), size * 0.62, c.mix(one, c.PETROL, fade))
            board.disc((x + dx, y + dy), size * 0.62, c.mix(two, c.PETROL, fade))
            board.disc((x - dx - size * 0.16, y - dy - size * 0.18), size * 0.16, c.mix(c.PAPER, one, 0.3 + fade * 0.6))
    return board


def network(rng: Random) -> Canvas:
    board = Canvas(c.DEEP)
    spots: list[Point] = []
    while len(spots) < 46:
        spot = (rng.uniform(70, 1130), rng.uniform(70, 730))
        if all(math.dist(spot, other) > 92 for other in spots):
            spots.append(spot)
    for place, spot in enumerate(spots):
        near = sorted(spots, key=lambda other: math.dist(spot, other))[1 : 3 + place % 3]
        for other in near:
            board.line([spot, other], c.mix(c.LAKE, c.DEEP, 0.35), 3)
    hubs = spots[:5]
    for hub in hubs:
        for other in sorted(spots, key=lambda one: math.dist(hub, one))[1:7]:
            board.line([hub, other], c.HONEY, 3.5)
    for place, spot in enumerate(spots):
        size = 30 if place < 5 else 9 + 9 * rng.random()
        colour = c.OCHRE if place < 5 else rng.choice([c.MIST, c.LAKE, c.LEAF, c.ROSE, c.SAND])
        board.disc(spot, size + 6, c.DEEP)
        board.disc(spot, size, colour)
        if place < 5:
            board.disc(spot, 13, c.PAPER)
    return board


def plasma(rng: Random) -> Canvas:
    board = Canvas(c.DEEP)
    for step in range(7):
        board.disc(
            (600, 400), 420 - step * 46, c.mix(c.DEEP, c.mix(c.PETROL, c.LAKE, step / 7), 0.25 + step * 0.1), 0.78
        )
    for place in range(11):
        x = 250 + place * 70
        for colour, width in [(c.LAKE, 11), (c.MIST, 5), (c.PAPER, 2)]:
            board.line(_thread(x, place), colour, width)
    for y in (96, 664):
        board.box((170, y), (860, 40), c.OCHRE, 12)
        board.box((170, y + (28 if y < 400 else 0)), (860, 12), c.HONEY, 6)
    board.box((560, 30), (80, 70), c.BARK, 8)
    board.box((560, 700), (80, 70), c.BARK, 8)
    for place in range(13):
        x = 215 + place * 64
        board.disc((x, 640), 21, c.STRAW, 0.62)
        board.line([(x - 10, 640), (x + 10, 640)], c.OCHRE, 3)
    return board


def _thread(x: float, seed: int) -> list[Point]:
    rng = Random(seed)  # noqa: S311 - the same thread for its halo and its core
    sway = rng.uniform(0.4, 1.4)
    return [(x + 26 * math.sin(y / 90 * sway + seed) + rng.uniform(-9, 9), y) for y in range(136, 632, 26)]


def microstructure(rng: Random) -> Canvas:
    board = Canvas(c.OCHRE)
    for row in range(13):
        for column in range(15):
            x, y = column * 92 - 40 + (row % 2) * 46, row * 68 - 10
            wave = round(2 + 2 * math.sin(column * 0.55 + row * 0.35)) / 4
            size = 25 + 12 * wave
            board.disc((x, y), size + 5, c.mix(c.OCHRE, c.HONEY, 0.75), 0.86)
            board.disc((x, y), size, c.mix(c.BRICK, c.BARK, 0.25 + 0.6 * wave), 0.86)
            board.disc((x + size * 0.12, y + size * 0.16), size * 0.68, c.mix(c.BARK, c.DEEP, 0.35 + 0.4 * wave), 0.86)
            board.disc((x - size * 0.34, y - size * 0.36), size * 0.16, c.STRAW)
    board.line([(900, 840), (1240, 210)], c.PAPER, 26)
    board.line([(1000, 840), (1240, 396)], c.mix(c.PAPER, c.HONEY, 0.4), 10)
    return board


def fibres(rng: Random) -> Canvas:
    board = Canvas(c.mix(c.PETROL, c.DEEP, 0.5))
    for step in range(-8, 22):
        x = step * 74
        tone = c.mix(c.MIST, c.LAKE, 0.25 + 0.35 * (step % 3) / 2)
        board.line([(x, -30), (x + 480, 830)], tone, 30)
        board.line([(x + 9, -30), (x + 489, 830)], c.mix(tone, c.PAPER, 0.4), 5)
    for step in range(-8, 22):
        x = 1200 - step * 74
        for part in range(25):
            if (part + step) % 3 == 0:
                continue
            y0 = part * 34 - 14
            ends = [(x - (y0 + 30) * 0.558, y0), (x - (y0 + 64) * 0.558, y0 + 34)]
            board.line(ends, c.mix(c.SAND, c.STRAW, 0.5), 28)
            board.line([(p[0] - 8, p[1]) for p in ends], c.PAPER, 4)
    live = [(x, 420 + 96 * math.sin(x / 150)) for x in range(-20, 1230, 8)]
    board.line(live, c.DEEP, 26)
    board.line(live, c.OCHRE, 15)
    for x in (210, 520, 830, 1120):
        board.disc((x, 420 + 96 * math.sin(x / 150)), 30, c.DEEP)
        board.disc((x, 420 + 96 * math.sin(x / 150)), 19, c.BRICK)
    return board


def weave(rng: Random) -> Canvas:
    board = Canvas(c.BARK)
    warp = [c.SAND, c.STRAW, c.SAND, c.LIME, c.SAND, c.STRAW]
    weft = [c.MOSS, c.LEAF, c.PETROL, c.LEAF, c.OCHRE]
    for column in range(20):
        board.box((column * 62 + 4, -10), (52, 830), warp[column % 6])
    for row in range(14):
        y, tone = row * 62 + 4, weft[row % 5]
        for column in range(20):
            if (column + row) % 3 == 0:
                continue
            board.box((column * 62 - 6, y), (74, 52), tone, 12)
            for groove in (14, 26, 38):
                board.line(
                    [(column * 62 + 2, y + groove), (column * 62 + 60, y + groove)], c.mix(tone, c.DEEP, 0.16), 2.5
                )
    for row in range(14):
        for column in range(20):
            if (column + row) % 3 == 0:
                x, y = column * 62 + 4, row * 62 - 6
                board.box((x, y), (52, 74), warp[column % 6], 12)
                for groove in (14, 26, 38):
                    board.line([(x + groove, y + 10), (x + groove, y + 64)], c.mix(warp[column % 6], c.BARK, 0.22), 2.5)
    return board


def gripper(rng: Random) -> Canvas:
    board = Canvas(c.mix(c.SAND, c.PAPER, 0.4))
    board.disc((740, 360), 330, c.mix(c.SAND, c.STRAW, 0.6))
    board.box((0, 660), (1200, 140), c.mix(c.BARK, c.SAND, 0.35))
    board.box((150, 560), (250, 108), c.DEEP, 18)
    joints = [(275.0, 560.0), (360.0, 300.0), (640.0, 190.0), (760.0, 330.0)]
    for (start, end), width, tone in zip(
        [(joints[0], joints[1]), (joints[1], joints[2]), (joints[2], joints[3])],
        (84, 70, 54),
        (c.PETROL, c.LAKE, c.PETROL),
        strict=True,
    ):
        board.line([start, end], tone, width)
    for spot, size in zip(joints, (62, 54, 44, 38), strict=True):
        board.disc(spot, size, c.OCHRE)
        board.disc(spot, size * 0.45, c.PAPER)
    board.box((690, 355), (140, 40), c.DEEP, 12)
    for side in (-1, 1):
        x = 760 + side * 86
        board.line([(760 + side * 56, 378), (x, 430), (x, 520)], c.DEEP, 26)
        board.box((x - 13 - (0 if side > 0 else 4), 484), (30, 66), c.BRICK, 6)
    board.box((690, 480), (140, 182), c.HONEY, 10)
    for step in range(5):
        board.line([(704, 506 + step * 32), (816, 506 + step * 32)], c.mix(c.HONEY, c.BARK, 0.25), 3)
    for x, tall in [(930, 130), (1050, 90)]:
        board.box((x, 662 - tall), (96, tall), c.OCHRE if tall > 100 else c.STRAW, 8)
    return board


def chain(rng: Random) -> Canvas:
    board = Canvas(c.PETROL)
    for row in range(5):
        for column in range(4):
            place = row * 4 + (column if row % 2 == 0 else 3 - column)
            x, y = 120 + column * 265, 64 + row * 142
            if place < 19:
                follow = (x + 82, y + 155) if place % 4 == 3 else (x + (276 if row % 2 == 0 else -110), y + 46)
                board.line([(x + 82, y + 46), follow], c.HONEY, 9)
    for row in range(5):
        for column in range(4):
            x, y = 120 + column * 265, 64 + row * 142
            tone = [c.LAKE, c.MIST, c.OCHRE, c.LEAF][(row + column * 3) % 4]
            board.box((x, y), (165, 96), c.DEEP, 14)
            board.box((x + 6, y + 6), (153, 84), tone, 10)
            for cell in range(12):
                if rng.random() < 0.55:
                    spot = (x + 22 + cell % 6 * 21, y + 24 + cell // 6 * 28)
                    board.box(spot, (15, 18), c.mix(tone, c.DEEP, 0.55), 3)
    return board


def mixed_reality(rng: Random) -> Canvas:
    board = Canvas(c.DEEP)
    for step in range(15):
        share = (step / 14) ** 2
        y = 430 + share * 380
        board.line([(0, y), (1200, y)], c.mix(c.PETROL, c.LAKE, share), 2.5)
        board.line([(600 + (step - 7) * 34, 430), (600 + (step - 7) * 260, 810)], c.mix(c.PETROL, c.LAKE, 0.4), 2.5)
    board.shape([(260, 640), (940, 640), (1060, 740), (140, 740)], c.BARK)
    board.box((140, 740), (920, 30), c.mix(c.BARK, c.DEEP, 0.4))
    for turn in range(12):
        angle = turn / 12 * math.tau
        tooth = [
            (600 + r * math.cos(angle + d), 400 + r * math.sin(angle + d))
            for r, d in [(180, -0.13), (226, -0.09), (226, 0.09), (180, 0.13)]
        ]
        board.shape(tooth, c.HONEY)
    board.disc((600, 400), 190, c.HONEY)
    board.disc((600, 400), 150, c.mix(c.PETROL, c.DEEP, 0.4))
    for turn in range(6):
        angle = turn / 6 * math.tau + 0.3
        board.line([(600, 400), (600 + 168 * math.cos(angle), 400 + 168 * math.sin(angle))], c.HONEY, 20)
    board.disc((600, 400), 58, c.HONEY)
    board.disc((600, 400), 26, c.DEEP)
    for x, y, dx, dy in [(310, 130, 1, 1), (890, 130, -1, 1), (310, 650, 1, -1), (890, 650, -1, -1)]:
        board.line([(x + dx * 74, y), (x, y), (x, y + dy * 74)], c.PAPER, 8)
    board.line([(782, 330), (940, 250)], c.MIST, 4)
    board.box((930, 206), (180, 76), c.MIST, 14)
    for row, wide in enumerate((130, 90)):
        board.box((952, 226 + row * 24), (wide, 12), c.PETROL, 6)
    return board
