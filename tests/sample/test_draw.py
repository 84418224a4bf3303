"""The pictures of the sample newsroom come from the script and from nowhere else."""

from pathlib import Path

import pytest
from PIL import Image, ImageChops

from wirkt.sample import draw as drawing
from wirkt.sample.canvas import COLOURS, HEIGHT, WIDTH, Canvas, blob, mix, wave
from wirkt.sample.draw import FOLDER, PICTURES, draw


def pixels(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        return picture.convert("RGB")


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_each_picture_drawn_anew_is_the_one_that_is_kept(name, tmp_path):
    again = pixels(draw(name, tmp_path))

    assert again.size == (WIDTH, HEIGHT)
    assert ImageChops.difference(again, pixels(FOLDER / f"{name}.png")).getbbox() is None


def test_a_picture_is_the_same_whatever_was_drawn_before(tmp_path):
    (tmp_path / "alone").mkdir()
    alone = draw("plasma-entladung", tmp_path / "alone").read_bytes()

    draw("bienen-waben", tmp_path)

    assert draw("plasma-entladung", tmp_path).read_bytes() == alone


def test_the_script_draws_what_is_named_and_says_how_large_it_is(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(drawing.draw, "__defaults__", (tmp_path,))

    drawing.main(["zahlen-uam", "fluss-elbe"])

    drawn = {path.name: path.stat().st_size for path in tmp_path.iterdir()}
    assert set(drawn) == {"zahlen-uam.png", "fluss-elbe.png"}
    assert capsys.readouterr().out.splitlines() == [
        f"{name} {drawn[name] // 1024 + 1} kB" for name in ("zahlen-uam.png", "fluss-elbe.png")
    ]


@pytest.mark.parametrize(("share", "colour"), [(0, "#000000"), (0.5, "#804020"), (1, "#ff8040")])
def test_a_mixed_colour_lies_between_its_two(share, colour):
    assert mix("#000000", "#ff8040", share) == colour


def test_a_shape_without_wobble_is_a_circle_and_squashed_an_ellipse():
    circle, flat = blob((100, 50), 10, []), blob((100, 50), 10, [], squash=0.5)

    assert [round((x - 100) ** 2 + (y - 50) ** 2) for x, y in circle] == [100] * len(circle)
    assert [round((x - 100) ** 2 + (2 * (y - 50)) ** 2) for x, y in flat] == [100] * len(flat)


def test_a_wave_crosses_the_whole_picture_within_its_height():
    points = wave(200, 15, 300)

    assert points[0][0] <= 0
    assert points[-1][0] >= WIDTH
    assert max(abs(y - 200) for _x, y in points) <= 15


def test_an_umlaut_is_its_plain_letter_with_two_dots_above():
    plain, dotted = Canvas(), Canvas()
    plain.text((100, 100), "u", 80)
    dotted.text((100, 100), "ü", 80)

    left, top, right, bottom = ImageChops.difference(plain.image, dotted.image).getbbox()
    letter = ImageChops.difference(plain.image, Canvas().image).getbbox()
    assert bottom <= letter[1]
    assert (left >= letter[0], right <= letter[2], top > 0) == (True, True, True)


def test_a_heading_is_heavier_than_a_text():
    light, heavy = Canvas(), Canvas()
    light.text((100, 100), "Moor", 60)
    heavy.heavy((100, 100), "Moor", 60)

    assert sum(heavy.image.convert("L").histogram()[:128]) > sum(light.image.convert("L").histogram()[:128])


def test_a_finished_picture_has_few_colours_and_keeps_flat_areas():
    canvas = Canvas("#17454f")
    for number in range(200):
        canvas.disc((number * 6, 400), 20, mix("#000000", "#ffffff", number / 200))

    finished = canvas.finish()

    assert len(finished.getcolors()) <= COLOURS
    assert finished.convert("RGB").getpixel((5, 5)) == (0x17, 0x45, 0x4F)
