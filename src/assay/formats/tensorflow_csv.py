"""The CSV of TensorFlow's object detection tutorials, which Roboflow writes too: filename,width,height,class,xmin,ymin,xmax,ymax.

Source: tensorflow/models, object_detection, "generate_tfrecord.py", which divides the corners by width and height: they are edges, and 0 is a good one. Tables made
from Pascal VOC's XML have its corners as they are.
"""

from assay.formats.csv_boxes import TableReader, sample_table
from assay.formats.csv_mapping import CsvMapping
from assay.formats.delivered import Delivered
from assay.formats.gathering import Gatherer
from assay.formats.reading import Reading
from assay.formats.reading_files import read_files
from assay.formats.recognised import Recognised
from assay.model.progress import Work

MAPPING = CsvMapping(
    image="filename", width="width", height="height", label="class", box=("xmin", "ymin", "xmax", "ymax")
)


def recognise(delivered: Delivered) -> Recognised | None:
    """Why files are such tables: they have all eight columns."""
    files = [
        name
        for name in delivered.candidates(".csv", ".txt")
        if (table := sample_table(delivered.sample(name))) and set(MAPPING.columns) <= set(table.header)
    ]
    return Recognised(f"its columns are {', '.join(MAPPING.columns)}", files) if files else None


def read(delivered: Delivered, recognised: Recognised) -> Work[Reading]:
    """Every row as a box."""
    gatherer = Gatherer(delivered, "tensorflow-csv")
    return read_files(delivered, recognised, gatherer, TableReader(gatherer, MAPPING).read_file)
