from assay.reports.names_withheld import names_withheld


def test_that_every_known_name_is_withheld():
    assert names_withheld("Ana Nowak and Otto.", ["Otto", "Ana Nowak"]) == "[reviewer] and [reviewer]."


def test_that_a_name_within_a_word_stays():
    assert names_withheld("Anagram, Ottoman", ["Ana", "Otto"]) == "Anagram, Ottoman"


def test_that_the_longer_of_two_names_is_withheld_whole():
    assert names_withheld("by Ana Nowak", ["Ana", "Ana Nowak"]) == "by [reviewer]"


def test_that_a_name_may_hold_characters_that_mean_something_in_a_pattern():
    assert names_withheld("by a.b (x)", ["a.b (x)"]) == "by [reviewer]"
    assert names_withheld("by aXb", ["a.b"]) == "by aXb"


def test_that_a_text_stays_when_nobody_is_known():
    assert names_withheld("as it is", [""]) == "as it is"
