"""Figures as pictures: every number is one of wir/outcomes.json, linked in the release that shows it."""

from collections.abc import Sequence
from random import Random

from wirkt.sample import canvas as c
from wirkt.sample.canvas import Canvas
from wirkt.sample.scenes_signal import hexagon

CREDIT = "Zahlen: siehe Links der Meldung · Grafik: wirkt-Projekt"


def _sheet(title: str, subtitle: str, credit: str = CREDIT) -> Canvas:
    board = Canvas(c.PAPER)
    board.box((0, 0), (18, c.HEIGHT), c.OCHRE)
    board.heavy((80, 62), title, 46, c.PETROL)
    board.text((80, 130), subtitle, 27, c.BARK)
    board.text((80, 742), credit, 20, c.mix(c.BARK, c.SAND, 0.25))
    return board


Row = tuple[str, int, str, str]


def _bars(board: Canvas, rows: Sequence[Row], top: float = 215, room: float = 500) -> None:
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


def funnel(rng: Random) -> Canvas:
    board = _sheet("Vom Aufruf zum Projekt", "Vier Stufen, vier Zahlen", "Schema ohne Zahlen · Grafik: wirkt-Projekt")
    steps = [("eingereicht", c.LAKE), ("ausgewählt", c.PETROL), ("bewilligt", c.OCHRE), ("begonnen", c.BRICK)]
    for place, (name, colour) in enumerate(steps):
        top, low = 430 - place * 88, 430 - (place + 1) * 88
        y = 205 + place * 132
        board.shape([(600 - top, y), (600 + top, y), (600 + low + 12, y + 118), (600 - low - 12, y + 118)], colour)
        board.heavy((600, y + 58), name, 36, c.PAPER, "mm")
    return board


ROUNDS = [(105, "105", 130, "130+"), (32, "32", 44, "44"), (20, "20", 23, "23")]


def _two_rounds(board: Canvas, names: Sequence[str], first: str, second: str) -> Canvas:
    for place, (name, (one, label, two, other)) in enumerate(zip(names, ROUNDS, strict=True)):
        x = 110 + place * 370
        board.text((x + 130, 670), name, 26, c.INK, "ma")
        for side, (value, words, colour) in enumerate([(one, label, c.LAKE), (two, other, c.OCHRE)]):
            tall = value * 3.1
            board.box((x + side * 136, 650 - tall), (120, tall), colour, 8)
            board.heavy((x + side * 136 + 60, 650 - tall - 12), words, 34, colour, "ms")
    board.line([(90, 652), (1130, 652)], c.BARK, 3)
    for place, (words, colour) in enumerate([(first, c.LAKE), (second, c.OCHRE)]):
        board.box((730, 70 + place * 46), (30, 30), colour, 6)
        board.text((776, 72 + place * 46), words, 25, c.INK)
    return board


def two_rounds(rng: Random) -> Canvas:
    board = _sheet("Zwei Runden im Vergleich", "Programmlinie »WIR!«")
    names = ("Skizzen", "geförderte Konzepte", "Bündnisse")
    return _two_rounds(board, names, "erste Runde (2019)", "zweite Runde (2021)")


def two_rounds_english(rng: Random) -> Canvas:
    board = _sheet("Two rounds compared", "Programme line »WIR!«", "Figures: see links · Drawing: wirkt project")
    names = ("sketches", "funded concepts", "alliances")
    return _two_rounds(board, names, "first round (2019)", "second round (2021)")


def smarterz_partners(rng: Random) -> Canvas:
    board = _sheet("SmartERZ im Jahr 2021", "Partner, Skizzen, engere Wahl")
    rows = [("Partner (Juli 2021)", 197, "197", c.PETROL), ("eingereichte Skizzen", 22, "22", c.OCHRE)]
    _bars(board, [*rows, ("in der engeren Wahl", 13, "13", c.BRICK)])
    return board


def smarterz_money(rng: Random) -> Canvas:
    board = _sheet("SmartERZ: Geld für 17 Projekte", "seit 2019, in Millionen Euro")
    for place, (value, label, name, colour) in enumerate(
        [(14, "14", "Fördermittel", c.PETROL), (8, "etwa 8", "Eigenanteil der Unternehmen", c.OCHRE)]
    ):
        y = 240 + place * 240
        board.text((80, y), name, 28, c.INK)
        for coin in range(value):
            board.disc((108 + coin * 62, y + 84), 27, colour)
            board.disc((108 + coin * 62, y + 84), 19, c.mix(colour, c.PAPER, 0.25))
        board.heavy((108 + value * 62, y + 84), label, 46, colour, "lm")
    return board


def uam_total(rng: Random) -> Canvas:
    board = _sheet("Eine Summe, zwei Teile", "UAM-InnoRegion-SH, 2021 bis 2028, in Millionen Euro")
    whole, part = 1020.0, 1020 * 5.6 / 13.85
    board.box((90, 330), (whole, 150), c.PETROL, 14)
    board.box((90 + whole - part, 330), (part, 150), c.OCHRE, 14)
    board.box((90 + whole - part, 330), (40, 150), c.OCHRE)
    board.line([(90 + whole - part, 312), (90 + whole - part, 498)], c.PAPER, 6)
    board.heavy((90 + whole - part / 2, 405), "etwa 5,6 neu", 38, c.DEEP, "mm")
    board.text((90 + (whole - part) / 2, 405), "bisher", 32, c.PAPER, "mm")
    board.line([(90, 545), (90 + whole, 545)], c.BARK, 4)
    for x in (90.0, 90 + whole):
        board.line([(x, 530), (x, 560)], c.BARK, 4)
    board.heavy((600, 572), "13,85 insgesamt", 44, c.BARK, "ma")
    return board


def expected_counted(rng: Random) -> Canvas:
    board = _sheet("Erwartet und gezählt", "Zukunftswerkstatt »WIR! wirkt«, Berlin, 4. November 2025")
    for place, (count, words, colour) in enumerate(
        [(44, "Bündnisse angekündigt", c.HONEY), (30, "Bündnisse gezählt (eine Quelle)", c.PETROL)]
    ):
        y = 232 + place * 250
        board.heavy((80, y + 10), str(count), 92, colour)
        board.text((80, y + 128), words, 26, c.INK)
        for spot in range(44):
            tone = colour if spot < count else c.mix(c.SAND, c.PAPER, 0.4)
            board.disc((520 + spot % 11 * 56, y + 22 + spot // 11 * 50), 19, tone)
    return board


# Two letters, column, row, alliances in the collection of 38 (several states per alliance are possible).
STATES = [
    ("SH", 2, 0, 3), ("HB", 1.5, 1, 0), ("HH", 2.5, 1, 0), ("MV", 3.5, 1, 8), ("NW", 1, 2, 1), ("NI", 2, 2, 1),
    ("ST", 3, 2, 6), ("BB", 4, 2, 5), ("BE", 5, 2, 1), ("RP", 1.5, 3, 1), ("HE", 2.5, 3, 0), ("TH", 3.5, 3, 6),
    ("SN", 4.5, 3, 14), ("SL", 1, 4, 0), ("BW", 2, 4, 0), ("BY", 3, 4, 1),
]  # fmt: skip


def states(rng: Random) -> Canvas:
    board = _sheet("Bündnisse nach Ländern", "38 Bündnisse, soweit erfasst")
    for name, column, row, count in STATES:
        x, y = 505 + column * 112, 235 + row * 97
        tone = c.mix(c.SAND, c.PAPER, 0.3) if not count else c.mix(c.MIST, c.PETROL, min(count / 12, 1))
        board.shape(hexagon((x, y), 61), tone)
        ink = c.PAPER if count > 3 else c.INK
        board.text((x, y - 24), name, 20, ink, "mm")
        board.heavy((x, y + 10), str(count) if count else "·", 36, ink, "mm")
    notes = [
        "Jede Wabe ist ein Land,",
        "gleich, wie viel Fläche es hat.",
        "",
        "Bündnisse über Landesgrenzen",
        "zählen in jeder Wabe mit.",
    ]
    for place, words in enumerate(notes):
        board.text((80, 250 + place * 38), words, 26, c.INK)
    board.shape(hexagon((120, 560), 46), c.mix(c.BARK, c.SAND, 0.55))
    board.heavy((120, 560), "?", 36, c.PAPER, "mm")
    board.text((186, 545), "6 oder 7 fehlen", 26, c.INK)
    return board
