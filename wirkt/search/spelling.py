"""How far two spellings are apart."""

_TWO_EDITS = 8


def most_edits(word: str) -> int:
    """How many edits still make a likely slip: one, in words of eight letters and more two."""
    return 2 if len(word) >= _TWO_EDITS else 1


def distance(one: str, other: str, most: int) -> int:
    """Letters put in, left out, replaced or swapped with a neighbour (Damerau 1964); `most` + 1 if there are more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        previous, row = row, [place]
        for at, beside in enumerate(other, 1):
            cost = min(previous[at] + 1, row[at - 1] + 1, previous[at - 1] + (letter != beside))
            if place > 1 and at > 1 and letter == other[at - 2] and one[place - 2] == beside:
                cost = min(cost, before[at - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before = previous
    return row[-1]
