from assay.reports.scorecard_facts import CONFUSION, DELIVERED_AS, OVERALL, ScorecardFacts, Table, spread
from assay.reports.scorecard_page import MOST_ROWS, Cell, page_table, page_tables, tiles

COUNTS = {"images": 3, "vendor": 1251, "gold": 1293, "matched": 1213, "mislabelled": 14}


def table(columns, *rows, name="classes") -> Table:
    return Table(name=name, title="By class", columns=columns, rows=rows)


def texts(cells) -> list[str]:
    return [cell.text for cell in cells]


def facts(*tables) -> ScorecardFacts:
    return ScorecardFacts(project="p", rests_on={"counts": COUNTS}, sla="", tables=tables, head=(1, ""))


OVERALL_TABLE = table(
    ("figure", *spread("value"), "n"),
    ("Precision", 0.9696, 0.959, 0.978, 1251),
    ("F1", None, None, None, 0),
    name=OVERALL,
)


def test_that_an_interval_stands_in_one_column_beside_its_figure():
    shown = page_table(table(("class", *spread("recall"), "gold"), ("car", 0.5, 0.25, 0.75, 1200)))
    assert texts(shown.heads) == ["class", "recall", "95 %", "gold"]
    assert texts(shown.rows[0]) == ["car", "0.500", "0.250–0.750", "1,200"]


def test_that_an_interval_that_reaches_below_0_has_a_word_between_its_ends():
    shown = page_table(table(("side", *spread("mean")), ("left", -0.1, -0.945, 0.68)))
    assert texts(shown.rows[0]) == ["left", "−0.100", "−0.945 to 0.680"]


def test_that_what_is_not_known_is_n_a_and_has_no_interval():
    shown = page_table(table(("side", *spread("mean")), ("left", None, None, None)))
    assert texts(shown.rows[0]) == ["left", "n/a", ""]


def test_that_names_stand_on_the_left_and_a_column_without_any_is_left_out():
    shown = page_table(table(("accuracy", "of", "counts", "agreed"), ("F1", 24, "images", ""), ("F2", 9, "pairs", "")))
    assert shown.heads == [Cell("accuracy", "text"), Cell("of"), Cell("counts", "text")]
    assert shown.rows[1] == [Cell("F2", "text"), Cell("9"), Cell("pairs", "text")]


def test_that_the_matrix_shows_what_is_on_its_diagonal_and_what_is_beside_it():
    columns = ("gold", f"{DELIVERED_AS}car", f"{DELIVERED_AS}van", "missing")
    shown = page_table(table(columns, ("car", 5, 1, 0), ("van", 0, 7, 2), ("nothing (extra)", 3, 0, 0), name=CONFUSION))
    assert shown.is_matrix
    assert texts(shown.heads) == ["gold", "car", "van", "missing"]
    kinds = [[cell.kind for cell in row[1:]] for row in shown.rows]
    assert kinds == [["hit", "miss", "quiet"], ["quiet", "hit", "miss"], ["miss", "quiet", "quiet"]]
    assert texts(shown.rows[0]) == ["car", "5", "1", "·"]


def test_that_a_long_table_says_how_many_rows_it_leaves_out():
    shown = page_table(table(("image", "hits"), *((str(row), row) for row in range(MOST_ROWS + 7))))
    assert (len(shown.rows), shown.left_out) == (MOST_ROWS, 7)


def test_that_the_page_begins_with_figures_their_intervals_and_what_they_count():
    found = {tile.name: (tile.value, tile.rests_on) for tile in tiles(facts(OVERALL_TABLE))}
    assert found == {
        "Precision": ("0.970", "0.959–0.978 · n 1,251"),
        "F1": ("n/a", "n 0"),
        "Matched": ("1,213", "of 1,227 pairs"),
        "Mislabelled": ("14", "of 1,227 pairs"),
        "Missing": ("66", "of 1,293 gold"),
        "Extra": ("24", "of 1,251 delivered"),
    }
    assert page_tables(facts(OVERALL_TABLE)) == []
