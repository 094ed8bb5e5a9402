"""The formats that Assay knows, one row each."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assay.formats import (
    coco,
    coco_panoptic,
    coco_panoptic_writing,
    createml,
    csv_table,
    cvat,
    cvat_video_writing,
    cvat_writing,
    darwin,
    datumaro,
    datumaro_writing,
    dota,
    keras_retinanet,
    kitti,
    label_studio,
    label_studio_writing,
    labelbox,
    labelme,
    labelme_xml,
    masks,
    open_images,
    superannotate,
    supervisely,
    tensorflow_csv,
    text_boxes,
    via,
    voc,
    voc_writing,
    vott,
    vott_csv,
    yolo,
    yolo_writing,
)
from assay.formats.delivered import Delivered
from assay.formats.reading import Contents, Note, Reading
from assay.formats.recognised import Recognised
from assay.formats.sample import Sample
from assay.formats.yolo_lines import Task
from assay.model.errors import AssayError
from assay.model.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One label format: how it is called, how what was handed over is recognised, and what reads and writes it (None when nothing does).

    recognise: tells why the files are of this format and which of them it reads; None when they are not. nearly: tells what a file is instead, and what to
    ask for, when it is a relative of this format that cannot be read. writes_folder: what is written is a folder of files and not one file. writes_skips: whether it says which images
    the vendor skipped.
    """

    name: str
    title: str
    extensions: tuple[str, ...]
    recognise: Callable[[Delivered], Recognised | None]
    nearly: Callable[[Sample], str] = lambda _: ""
    read: Callable[[Delivered, Recognised], Generator[Progress, None, Reading]] | None = None
    write: Callable[[Path, Contents], Generator[Progress, None, Sequence[Note]]] | None = None
    writes_folder: bool = False
    writes_skips: bool = False

    @property
    def reads(self) -> bool:
        """Whether files of this format can be read."""
        return self.read is not None

    @property
    def writes(self) -> bool:
        """Whether files of this format can be written."""
        return self.write is not None


FORMATS = (
    Format(
        name="coco",
        title="COCO instances (JSON)",
        extensions=(".json",),
        recognise=coco.recognise,
        nearly=coco.relative,
        read=coco.read,
        write=coco.write,
    ),
    Format(
        name="coco-panoptic",
        title="COCO panoptic (JSON and PNG)",
        extensions=(".json",),
        recognise=coco_panoptic.recognise,
        read=coco_panoptic.read,
        write=coco_panoptic_writing.write,
        writes_folder=True,
    ),
    Format(
        name="createml",
        title="Create ML (JSON)",
        extensions=(".json",),
        recognise=createml.recognise,
        read=createml.read,
    ),
    Format(
        name="cvat",
        title="CVAT 1.1 (XML)",
        extensions=(".xml",),
        recognise=cvat.recognise,
        read=cvat.read,
        write=cvat_writing.write,
    ),
    Format(
        name="cvat-video",
        title="CVAT 1.1 (XML), tracks of a video",
        extensions=(".xml",),
        recognise=yolo.never,
        read=cvat.read,
        write=cvat_video_writing.write,
    ),
    Format(
        name="csv",
        title="CSV by a mapping",
        extensions=(".csv", ".tsv", ".txt"),
        recognise=csv_table.recognise,
        read=csv_table.read,
    ),
    Format(
        name="darwin",
        title="V7 Darwin 2.0 (JSON)",
        extensions=(".json",),
        recognise=darwin.recognise,
        nearly=darwin.relative,
        read=darwin.read,
    ),
    Format(
        name="datumaro",
        title="Datumaro (JSON)",
        extensions=(".json",),
        recognise=datumaro.recognise,
        read=datumaro.read,
        write=datumaro_writing.write,
    ),
    Format(
        name="dota",
        title="DOTA (TXT), rotated boxes",
        extensions=(".txt",),
        recognise=dota.recognise,
        read=dota.read,
    ),
    Format(
        name="keras-retinanet",
        title="keras-retinanet (CSV)",
        extensions=(".csv",),
        recognise=keras_retinanet.recognise,
        read=keras_retinanet.read,
    ),
    Format(
        name="kitti",
        title="KITTI objects (TXT)",
        extensions=(".txt",),
        recognise=kitti.recognise,
        nearly=kitti.relative,
        read=kitti.read,
    ),
    Format(
        name="label-studio",
        title="Label Studio (JSON)",
        extensions=(".json",),
        recognise=label_studio.recognise,
        read=label_studio.read,
        write=label_studio_writing.write,
        writes_skips=True,
    ),
    Format(
        name="labelbox",
        title="Labelbox (NDJSON or JSON)",
        extensions=(".json", ".ndjson", ".jsonl"),
        recognise=labelbox.recognise,
        read=labelbox.read,
    ),
    Format(
        name="labelme",
        title="LabelMe (JSON)",
        extensions=(".json",),
        recognise=labelme.recognise,
        read=labelme.read,
    ),
    Format(
        name="labelme-xml",
        title="LabelMe's first tool (XML)",
        extensions=(".xml",),
        recognise=labelme_xml.recognise,
        read=labelme_xml.read,
    ),
    Format(
        name="masks",
        title="Label images (PNG masks)",
        extensions=(".png", ".tif", ".tiff", ".bmp", ".gif"),
        recognise=masks.recognise,
        read=masks.read,
    ),
    Format(
        name="open-images",
        title="Open Images (CSV)",
        extensions=(".csv",),
        recognise=open_images.recognise,
        read=open_images.read,
    ),
    Format(
        name="superannotate",
        title="SuperAnnotate (JSON)",
        extensions=(".json",),
        recognise=superannotate.recognise,
        nearly=superannotate.relative,
        read=superannotate.read,
    ),
    Format(
        name="supervisely",
        title="Supervisely images (JSON)",
        extensions=(".json",),
        recognise=supervisely.recognise,
        nearly=supervisely.relative,
        read=supervisely.read,
    ),
    Format(
        name="tensorflow-csv",
        title="TensorFlow and Roboflow (CSV)",
        extensions=(".csv",),
        recognise=tensorflow_csv.recognise,
        read=tensorflow_csv.read,
    ),
    Format(
        name="text-boxes",
        title="Corners and type (text, DeepPCB)",
        extensions=(".txt",),
        recognise=text_boxes.recognise,
        read=text_boxes.read,
    ),
    Format(
        name="via",
        title="VGG Image Annotator (JSON)",
        extensions=(".json",),
        recognise=via.recognise,
        nearly=via.relative,
        read=via.read,
    ),
    Format(
        name="voc",
        title="Pascal VOC (XML)",
        extensions=(".xml",),
        recognise=voc.recognise,
        read=voc.read,
        write=voc_writing.write,
        writes_folder=True,
    ),
    Format(
        name="vott",
        title="VoTT (JSON)",
        extensions=(".json",),
        recognise=vott.recognise,
        nearly=vott.relative,
        read=vott.read,
    ),
    Format(
        name="vott-csv",
        title="VoTT (CSV)",
        extensions=(".csv",),
        recognise=vott_csv.recognise,
        read=vott_csv.read,
    ),
    Format(
        name="yolo",
        title="YOLO (TXT), of whichever task",
        extensions=(".txt", ".yaml", ".yml"),
        recognise=yolo.recognise,
        nearly=yolo.relative,
        read=yolo.read,
        write=yolo_writing.writing_as(None),
        writes_folder=True,
    ),
    Format(
        name="yolo-detection",
        title="YOLO (TXT), boxes",
        extensions=(".txt",),
        recognise=yolo.never,
        read=yolo.reading_as(Task.DETECT),
        write=yolo_writing.writing_as(Task.DETECT),
        writes_folder=True,
    ),
    Format(
        name="yolo-segmentation",
        title="YOLO (TXT), outlines",
        extensions=(".txt",),
        recognise=yolo.never,
        read=yolo.reading_as(Task.SEGMENT),
        write=yolo_writing.writing_as(Task.SEGMENT),
        writes_folder=True,
    ),
    Format(
        name="yolo-obb",
        title="YOLO (TXT), rotated boxes",
        extensions=(".txt",),
        recognise=yolo.never,
        read=yolo.reading_as(Task.OBB),
        write=yolo_writing.writing_as(Task.OBB),
        writes_folder=True,
    ),
    Format(
        name="yolo-pose",
        title="YOLO (TXT), keypoints",
        extensions=(".txt",),
        recognise=yolo.never,
        read=yolo.reading_as(Task.POSE),
        write=yolo_writing.writing_as(Task.POSE),
        writes_folder=True,
    ),
)


def format_named(name: str) -> Format:
    """The format of this name, whatever its case. AssayError that lists the known ones."""
    found = next((one for one in FORMATS if one.name == name.lower()), None)
    if found is None:
        raise AssayError(f"There is no format {name!r}; known are {', '.join(one.name for one in FORMATS)}.")
    return found
