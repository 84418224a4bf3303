"""Draws the pictures of the sample newsroom: python -m wirkt.sample.draw [NAME …]

Every picture has its own seed, taken from its name, so it comes out the same alone or among the others.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

from wirkt.sample import charts, scenes_craft, scenes_land, scenes_signal, scenes_tech
from wirkt.sample.canvas import Canvas, save

FOLDER = Path(__file__).parent / "pictures"

PICTURES: dict[str, Callable[[Random], Canvas]] = {
    "algen-kolben": scenes_land.algae,
    "ammoniak-schiff": scenes_land.ship,
    "bergbau-halde": scenes_craft.heap,
    "bienen-waben": scenes_signal.honeycomb,
    "blockchain-kette": scenes_tech.chain,
    "dachlandschaft": scenes_craft.roofs,
    "drohne-kueste": scenes_land.drone_coast,
    "faser-verbund": scenes_tech.fibres,
    "felder-von-oben": scenes_land.fields,
    "figure-states": charts.figure_states,
    "figure-two-rounds": charts.two_rounds_english,
    "fluss-elbe": scenes_land.river,
    "gips-kreislauf": scenes_craft.gypsum_cycle,
    "greifer-roboter": scenes_tech.gripper,
    "holzrahmenbau-knoten": scenes_craft.timber_frame,
    "klangwellen": scenes_signal.sound,
    "lehm-schichten": scenes_craft.clay,
    "lichtstrahlen-optik": scenes_signal.optics,
    "mikrostruktur-oberflaeche": scenes_tech.microstructure,
    "mixed-reality": scenes_tech.mixed_reality,
    "moor-profil": scenes_land.peat_profile,
    "netzwerk-knoten": scenes_tech.network,
    "plasma-entladung": scenes_tech.plasma,
    "reststoff-flasche": scenes_signal.residues,
    "schienen-morgen": scenes_craft.rails,
    "telemedizin-puls": scenes_signal.pulse,
    "teststreifen-diagnostik": scenes_signal.strip,
    "textil-gewebe": scenes_tech.weave,
    "waben-landschaft": scenes_signal.hex_map,
    "wald-schichten": scenes_land.forest_layers,
    "wasserstoff-molekuele": scenes_tech.hydrogen,
    "zahlen-auswahl-2019": charts.selection_first_round,
    "zahlen-elbe-valley": charts.elbe_valley_partners,
    "zahlen-erwartet-gezaehlt": charts.expected_counted,
    "zahlen-laender": charts.states,
    "zahlen-smarterz": charts.smarterz_partners,
    "zahlen-smarterz-geld": charts.smarterz_money,
    "zahlen-trichter": charts.funnel,
    "zahlen-uam": charts.uam_total,
    "zahlen-zwei-runden": charts.two_rounds,
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
