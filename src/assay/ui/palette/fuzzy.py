def fuzzy_score(typed: str, text: str) -> int | None:
    """How well what was typed fits a text: smaller is better, None when its letters do not all occur in order.

    Letters at the starts of words cost nothing, letters in a run little, each jump one more.
    """
    wanted, said = typed.casefold().replace(" ", ""), text.casefold()
    score, at, previous = 0, 0, -2
    for letter in wanted:
        place = said.find(letter, at)
        if place < 0:
            return None
        starts_word = place == 0 or not said[place - 1].isalnum()
        score += 0 if starts_word else 1 if place == previous + 1 else 4 + place - at
        previous, at = place, place + 1
    return score * 100 + len(said)
