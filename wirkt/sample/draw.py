"""Draws the pictures of the sample newsroom: python -m wirkt.sample.draw [NAME …]

Every picture has its own seed, taken from its name, so it comes out the same alone or among the others.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

from wirkt.sample import charts, scenes_craft, scenes_land
from wirkt.sample.canvas import Canvas, save

FOLDER = Path(__file__).parent / "pictures"

PICTURES: dict[str, Callable[[Random], Canvas]] = {
    "figure-states": charts.figure_states,
    "fluss-elbe": scenes_land.river,
    "holzrahmenbau-knoten": scenes_craft.timber_frame,
    "schienen-morgen": scenes_craft.rails,
    "wald-schichten": scenes_land.forest_layers,
    "zahlen-auswahl-2019": charts.selection_first_round,
    "zahlen-elbe-valley": charts.elbe_valley_partners,
}


def draw(name: str, folder: Path = FOLDER) -> Path:
    path = folder / f"{name}.png"
    save(PICTURES[name](Random(name)).finish(), path)  # noqa: S311 - a drawing, not a secret
    return path


def main(names: list[str]) -> None:
    for name in names or sorted(PICTURES):
        path = draw(name)
        sys.stdout.write(f"{path.name} {path.stat().st_size // 1024 + 1} kB\n")


if __name__ == "__main__":
    main(sys.argv[1:])
