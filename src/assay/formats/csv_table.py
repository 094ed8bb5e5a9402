"""Any table with an image, a class and four numbers in each row, by a mapping that says which column is what."""

from assay.formats.csv_boxes import TableReader, sample_table
from assay.formats.csv_mapping import CsvMapping, Guess, guessed
from assay.formats.delivered import Delivered
from assay.formats.gathering import Gatherer
from assay.formats.reading import Reading
from assay.formats.reading_files import read_files
from assay.formats.recognised import Certainty, Recognised
from assay.model.errors import AssayError
from assay.model.progress import Work

EXTENSIONS = (".csv", ".tsv", ".txt")


def recognise(delivered: Delivered) -> Recognised | None:
    """Why files are tables whose columns can be guessed: those that have the columns of the first."""
    found = {name: guess for name in delivered.candidates(*EXTENSIONS) if (guess := guess_of(delivered, name))}
    if not found:
        return None
    first = next(iter(found.values()))
    files = [name for name, guess in found.items() if guess.mapping.columns == first.mapping.columns]
    return Recognised(first.why, files, Certainty.POSSIBLE)


def guess_of(delivered: Delivered, name: str) -> Guess | None:
    """The mapping of a file, None when it is no such table."""
    table = sample_table(delivered.sample(name))
    return guessed(table.header, [row.values for row in table.rows]) if table else None


def read(delivered: Delivered, recognised: Recognised, mapping: CsvMapping | None = None) -> Work[Reading]:
    """Every row as a box. mapping: what the columns mean, guessed when None. AssayError when nothing can be guessed."""
    if mapping is None:
        guess = guess_of(delivered, recognised.files[0])
        if guess is None:
            raise AssayError(
                f"{delivered.called(recognised.files[0])} has no columns that are called like an image, a class and the four numbers of a box; "
                "say which column is what."
            )
        mapping = guess.mapping
    gatherer = Gatherer(delivered, "csv")
    gatherer.note("columns", f"are read as {mapping.to_json().decode()}")
    return read_files(delivered, recognised, gatherer, TableReader(gatherer, mapping).read_file)
