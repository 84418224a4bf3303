"""Figures as pictures: every number is one of wir/outcomes.json, linked in the release that shows it."""

from random import Random

from wirkt.sample import canvas as c
from wirkt.sample.canvas import Canvas

CREDIT = "Zahlen: siehe Links der Meldung · Grafik: wirkt-Projekt"


def _sheet(title: str, subtitle: str, credit: str = CREDIT) -> Canvas:
    board = Canvas(c.PAPER)
    board.box((0, 0), (18, c.HEIGHT), c.OCHRE)
    board.heavy((80, 62), title, 46, c.PETROL)
    board.text((80, 130), subtitle, 27, c.BARK)
    board.text((80, 742), credit, 20, c.mix(c.BARK, c.SAND, 0.25))
    return board


Row = tuple[str, float, str, str]


def _bars(board: Canvas, rows: list[Row], top: float = 215, room: float = 500) -> None:
    """Horizontal bars: name, value, label, colour."""
    most = max(value for _, value, _, _ in rows)
    gap = room / len(rows)
    for place, (name, value, label, colour) in enumerate(rows):
        y = top + place * gap
        board.text((80, y), name, 27, c.INK)
        board.box((80, y + 40), (880, gap * 0.42), c.mix(c.SAND, c.PAPER, 0.35), 10)
        board.box((80, y + 40), (max(880 * value / most, 20), gap * 0.42), colour, 10)
        board.heavy((985, y + 40 + gap * 0.21), label, 44, colour, "lm")


def selection_first_round(rng: Random) -> Canvas:
    board = _sheet("Erste Runde: vom Einfall zum Bündnis", "Programmlinie »WIR!«, Auswahl bis 2019")
    rows = [
        ("eingereichte Skizzen", 105, "105", c.LAKE),
        ("geförderte Konzepte", 32, "32", c.OCHRE),
        ("ausgewählte Bündnisse", 20, "20", c.BRICK),
    ]
    _bars(board, rows)
    return board


def elbe_valley_partners(rng: Random) -> Canvas:
    board = _sheet("Elbe Valley: Verbundpartner", "zu Beginn und im Jahr 2024")
    board.text((210, 640), "zu Beginn", 28, c.BARK, "ma")
    board.heavy((210, 585), "5", 50, c.PETROL, "ma")
    board.text((740, 640), "2024, davon 20 aus der Forschung", 28, c.BARK, "ma")
    board.heavy((740, 585), "47", 50, c.PETROL, "ma")
    for spot in range(5):
        board.disc((150 + spot % 3 * 60, 450 + spot // 3 * 60), 24, c.PETROL)
    for spot in range(47):
        colour = c.OCHRE if spot < 20 else c.PETROL
        board.disc((410 + spot // 5 * 66, 260 + spot % 5 * 62), 24, colour)
    board.line([(330, 230), (330, 560)], c.SAND, 4)
    return board


def figure_states(rng: Random) -> Canvas:
    board = _sheet("One figure, three columns", "Where does it stand?", "Drawing: wirkt project")
    columns = [("announced", c.HONEY), ("decided", c.LAKE), ("happened", c.MOSS)]
    for place, (name, colour) in enumerate(columns):
        x = 80 + place * 360
        board.box((x, 215), (320, 480), c.mix(colour, c.PAPER, 0.72), 22)
        board.box((x, 215), (320, 86), colour, 22)
        board.box((x, 262), (320, 39), colour)
        board.heavy((x + 160, 258), name, 34, c.PAPER if place else c.DEEP, "mm")
    board.box((115, 345), (250, 140), c.PAPER, 16)
    board.heavy((240, 396), "about 2 m EUR", 31, c.BRICK, "mm")
    board.text((240, 446), "timber, 2025", 24, c.BARK, "mm")
    for x in (475, 835):
        board.box((x, 345), (250, 140), c.PAPER, 16)
        board.heavy((x + 125, 415), "?", 60, c.SAND, "mm")
    for x in (392, 752):
        board.line([(x - 14, 415), (x + 66, 415)], c.BRICK, 7)
        board.shape([(x + 82, 415), (x + 58, 400), (x + 58, 430)], c.BRICK)
    for x in (240, 600, 960):
        for row, wide in enumerate((210, 170, 190)):
            board.box((x - 105, 545 + row * 42), (wide, 14), c.mix(c.PAPER, c.BARK, 0.22), 7)
    return board
