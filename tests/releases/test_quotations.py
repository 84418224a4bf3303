import pytest

from wirkt.releases.quotations import Quotation, find


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Projektleiterin Änne Öztürk betont: „Das Netz trägt viele kleine Schritte!“",
         [Quotation("Das Netz trägt viele kleine Schritte!", "Projektleiterin Änne Öztürk")]),
        ("„Damit hatten wir nicht gerechnet“, sagt Dr. Ida Weiß.",
         [Quotation("Damit hatten wir nicht gerechnet", "Dr. Ida Weiß")]),
        ('"We did not expect this at all," says Ida White.',
         [Quotation("We did not expect this at all,", "Ida White")]),
        ("Die Programmlinie „WIR! – Wandel durch Innovation in der Region“ fördert Bündnisse.", []),
        ("Das Programm „Zukunft“ läuft.", []),
        ("Es gibt keine Rede hier.", []),
    ],
)  # fmt: skip
def test_direct_speech_is_told_from_names_in_quotation_marks(text, found):
    assert find(text) == found
