"""A drawing board for the sample pictures: flat colours, soft edges, small files, always the same bytes."""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 800
SCALE = 2  # drawn at twice the size and reduced: that is what makes the edges soft
COLOURS = 128
UMLAUTS = str.maketrans("äöüÄÖÜ", "aouAOU")

PETROL, DEEP, LAKE, MIST = "#17454f", "#0d2b33", "#3f7f86", "#a9c9c6"
OCHRE, HONEY, STRAW = "#c8892b", "#e0b457", "#efd79f"
MOSS, LEAF, LIME = "#4d6b3c", "#7d9a55", "#b5c383"
BRICK, ROSE = "#a9492f", "#d98e6c"
SAND, PAPER, BARK, INK = "#ecdfc8", "#f7f0e2", "#5b4636", "#20303a"

Point = tuple[float, float]


def mix(first: str, second: str, share: float) -> str:
    """The colour that lies `share` of the way from the first to the second."""
    one, two = (tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5)) for colour in (first, second))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(one, two, strict=True))


def blob(centre: Point, radius: float, wobble: Sequence[float], squash: float = 1.0) -> list[Point]:
    """A closed soft shape: a circle whose radius swings with a few waves."""
    points = []
    for step in range(160):
        angle = step / 160 * math.tau
        swing = sum(w * math.sin((i + 2) * angle + i * 1.7) for i, w in enumerate(wobble))
        reach = radius * (1 + swing)
        points.append((centre[0] + reach * math.cos(angle), centre[1] + squash * reach * math.sin(angle)))
    return points


def wave(y: float, height: float, length: float, shift: float = 0.0) -> list[Point]:
    """A wavy line across the whole picture."""
    return [(x, y + height * math.sin(x / length * math.tau + shift)) for x in range(-20, WIDTH + 21, 8)]


class Canvas:
    def __init__(self, ground: str = PAPER) -> None:
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), ground)
        self.pen = ImageDraw.Draw(self.image)

    @staticmethod
    def _up(points: Sequence[Point]) -> list[Point]:
        return [(x * SCALE, y * SCALE) for x, y in points]

    def shape(self, points: Sequence[Point], fill: str) -> None:
        self.pen.polygon(self._up(points), fill=fill)

    def disc(self, centre: Point, radius: float, fill: str, squash: float = 1.0) -> None:
        (x, y), tall = centre, radius * squash
        self.pen.ellipse(self._up([(x - radius, y - tall), (x + radius, y + tall)]), fill=fill)

    def ring(self, centre: Point, radius: float, colour: str, width: float) -> None:
        x, y = centre
        box = self._up([(x - radius, y - radius), (x + radius, y + radius)])
        self.pen.ellipse(box, outline=colour, width=round(width * SCALE))

    def arc(self, centre: Point, radius: float, span: tuple[float, float], colour: str, width: float) -> None:
        x, y = centre
        box = self._up([(x - radius, y - radius), (x + radius, y + radius)])
        self.pen.arc(box, span[0], span[1], fill=colour, width=round(width * SCALE))

    def box(self, corner: Point, size: Point, fill: str, radius: float = 0) -> None:
        (x, y), (wide, tall) = corner, size
        ends = self._up([(x, y), (x + wide, y + tall)])
        self.pen.rounded_rectangle(ends, radius=radius * SCALE, fill=fill)

    def line(self, points: Sequence[Point], colour: str, width: float) -> None:
        """A line with round joints and ends."""
        self.pen.line(self._up(points), fill=colour, width=round(width * SCALE))
        for corner in points:
            self.disc(corner, width / 2, colour)

    def below(self, points: Sequence[Point], fill: str) -> None:
        """Fills everything under a line that runs across the picture."""
        self.shape([*points, (WIDTH + 20, HEIGHT + 20), (-20, HEIGHT + 20)], fill)

    def text(self, place: Point, words: str, size: int, colour: str = INK, anchor: str = "la") -> None:
        self._write(place, words, size, colour, anchor, 0)

    def heavy(self, place: Point, words: str, size: int, colour: str = INK, anchor: str = "la") -> None:
        """The same letters with a thin outline of their own colour: a heading."""
        self._write(place, words, size, colour, anchor, 1)

    def _write(self, place: Point, words: str, size: int, colour: str, anchor: str, stroke: int) -> None:
        """Pillow's own font has no umlauts: the plain letter is set and gets its two dots here."""
        font = ImageFont.load_default(size * SCALE)
        plain = words.translate(UMLAUTS)
        spot = (place[0] * SCALE, place[1] * SCALE)
        self.pen.text(spot, plain, font=font, fill=colour, anchor=anchor, stroke_width=stroke, stroke_fill=colour)
        line = self.pen.textbbox(spot, "H", font=font, anchor="l" + anchor[1])
        left = spot[0] - {"l": 0, "m": 0.5, "r": 1}[anchor[0]] * font.getlength(plain)
        for at, letter in enumerate(words):
            if letter in "äöüÄÖÜ":
                self._dots(font, left, line[3], plain, at, (colour, stroke))

    def _dots(
        self,
        font: ImageFont.FreeTypeFont | ImageFont.ImageFont,
        left: float,
        foot: float,
        plain: str,
        at: int,
        ink: tuple[str, int],
    ) -> None:
        box = font.getbbox(plain[at], anchor="ls")
        start = left + font.getlength(plain[: at + 1]) - font.getlength(plain[at])
        middle, wide = start + (box[0] + box[2]) / 2, box[2] - box[0]
        radius = font.getbbox("x", anchor="ls")[1] * -0.115 + ink[1] * 0.6
        height = foot + box[1] - radius * 1.9
        for side in (-0.23, 0.23):
            x = middle + side * wide
            self.pen.ellipse([x - radius, height - radius, x + radius, height + radius], fill=ink[0])

    def finish(self) -> Image.Image:
        """Reduces to the final size and to the colours used most, flat areas untouched."""
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.BOX)
        counted = cast("list[tuple[int, tuple[int, int, int]]]", small.getcolors(WIDTH * HEIGHT))
        ranked = sorted(counted, key=lambda pair: (-pair[0], pair[1]))[:COLOURS]
        palette = Image.new("P", (1, 1))
        palette.putpalette([part for _, colour in ranked for part in colour])
        return small.quantize(palette=palette, dither=Image.Dither.NONE)


def save(picture: Image.Image, path: Path) -> None:
    picture.save(path, format="PNG", optimize=True)
