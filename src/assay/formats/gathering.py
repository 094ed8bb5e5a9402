"""What a reader fills: images, classes, annotators and annotations as they turn up, with what has to be left out, turned into a `Reading`."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from assay.formats.coco_extras import LARGEST_SCORE
from assay.formats.coco_gathered import MOST_NOTES, repeats
from assay.formats.coco_outlines import MOST_PIXELS
from assay.formats.delivered import Delivered
from assay.formats.fault import Fault
from assay.formats.gathered_images import GatheredImages, Key, with_free_keys
from assay.formats.image_finder import stem_of
from assay.formats.json_text import brief
from assay.formats.ordering import in_order, packed
from assay.formats.outline_faults import polygon_faults, with_faults
from assay.formats.pending import NOTHING_SAID, Pending, Said, plain_boxes
from assay.formats.reading import Note, ReadClass, Reading, Rejected
from assay.formats.shape_checks import MOST_RINGS, bounds_of, box_fault, checked_box, checked_points, ellipse_bounds
from assay.formats.skips import said_of_skip
from assay.geometry.masks import masks_from_runs
from assay.geometry.rle import runs_from_lengths, runs_from_raster
from assay.model.annotations import UNKNOWN, Annotations
from assay.model.errors import AssayError
from assay.model.shapes import ShapeKind

BLOCK = 8192
"""Annotations that are kept one by one before they become columns, which take a tenth of the memory."""


class Gatherer:
    """Collects what files say. Every shape is checked as it comes: one that cannot be kept is a `Fault`, which `rejecting` lists.

    Example:
        with gatherer.rejecting(delivered.place(name, line=3)):
            gatherer.box(image, "cat", 1, 2, number(text, "width"), 4)
    """

    def __init__(self, delivered: Delivered, format_name: str, *, ids_are_unique: bool = True) -> None:
        self.delivered = delivered
        self.format_name = format_name
        self.ids_are_unique = ids_are_unique
        self.rejected: list[Rejected] = list(delivered.left_out)
        self.notes: list[Note] = []
        self.images = GatheredImages(self.rejected, self.notes)
        self.classes: dict[str, tuple[Key | None, str]] = {}
        self.class_index: dict[str, int] = {}
        self.annotators: dict[str, int] = {}
        self.skipped: dict[int, str] = {}
        self.blocks: list[Annotations] = []
        self.pending = Pending()

    @contextmanager
    def rejecting(self, place: str) -> Iterator[None]:
        """What goes wrong inside is listed under this place, and the reading goes on after it."""
        try:
            yield
        except Fault as fault:
            self.reject(place, f"{fault}; left out")
        except AssayError as error:
            self.reject(place, str(error))

    def reject(self, place: str, why: str) -> None:
        """List something that is left out."""
        self.rejected.append(Rejected(place, why))

    def note(self, place: str, what: str, code: str = "") -> None:
        """List something that is kept but should be known. code: the defect type it speaks for."""
        self.notes.append(Note(place, what, code))

    def image(
        self,
        file_name: str,
        width: float | None = None,
        height: float | None = None,
        *,
        key: Key | None = None,
        place: str = "",
    ) -> int:
        """The number of an image by its name in the file; naming it again gives the same number."""
        return self.images.add(file_name, width, height, key=key, place=place or file_name)

    def image_named(self, file_name: str, *, near: str, place: str = "") -> int:
        """The number of an image that a label file names without its size, which is read from the image where that is there."""
        found = self.delivered.images.named(file_name, near)
        width, height = found.size() if found else (None, None)
        name = found.name if found else file_name
        return self.image(name, width, height, place=place or self.delivered.place(near))

    def image_beside(self, label: str) -> int:
        """The number of the image that has the name of a label file but for the ending. Fault that names it when it is not there."""
        found = self.delivered.images.beside(label)
        if found is None:
            raise Fault(f"no image {brief(stem_of(label))} was found, and its size is needed; say where the images are")
        return self.image(found.name, *found.size(), place=self.delivered.place(label))

    def skip(self, image: int, *, by: str, place: str) -> None:
        """Keep that the vendor skipped an image as one that cannot be labelled. by: who did, "" when the file does not say."""
        said = said_of_skip(by)
        self.skipped.setdefault(image, said)
        self.note(place, f"was {said}")

    def size_of(self, image: int) -> tuple[float, float]:
        """Width and height of an image. Fault that names it when they are not known."""
        width, height = self.images.sides[image]
        if np.isnan(width) or np.isnan(height):
            raise Fault(
                f"the image {brief(self.images.names[image])} is missing, and its size is needed; say where the images are"
            )
        return width, height

    def add_class(self, name: str, key: Key | None = None, supercategory: str = "") -> int:
        """The number of a class; a name that is known already gives the same number. Fault when it has no name."""
        name = name.strip()
        if not name:
            raise Fault("has no class")
        if name not in self.class_index:
            self.class_index[name] = len(self.classes)
            self.classes[name] = (key, supercategory)
        return self.class_index[name]

    def annotator(self, name: str) -> int:
        """The number of an annotator, UNKNOWN when it has no name."""
        name = name.strip()
        return self.annotators.setdefault(name, len(self.annotators)) if name else UNKNOWN

    def box(
        self, image: int, label: str, x_min: float, y_min: float, x_max: float, y_max: float, said: Said = NOTHING_SAID
    ) -> None:
        """A box by its corners. Fault when no image has such a box; one without area is kept and flagged."""
        box = checked_box(x_min, y_min, x_max, y_max)
        self.add(ShapeKind.BOX, box, image, label, said, fault=box_fault(box))

    def boxes(
        self, image: int, labels: Sequence[str], corners: NDArray[np.float64], places: Callable[[int], str]
    ) -> None:
        """Many boxes of one image, (n, 4) corners, of which nothing else is said; those that cannot be kept are listed. places: where the nth stood."""
        corners = np.asarray(corners, np.float64).reshape(-1, 4)
        fits = np.abs(corners).max(axis=1, initial=0) <= MOST_PIXELS
        bad = set(np.flatnonzero(~(fits & (corners[:, 2:] >= corners[:, :2]).all(axis=1))).tolist())
        class_ids = np.full(len(corners), UNKNOWN, np.int32)
        for row, label in enumerate(labels):
            if row not in bad and label in self.class_index:
                class_ids[row] = self.class_index[label]
                continue
            with self.rejecting(places(row)):
                if row in bad:
                    checked_box(*corners[row].tolist())
                class_ids[row] = self.add_class(label)
        good = np.flatnonzero(class_ids != UNKNOWN)
        self.flush()
        self.blocks.append(plain_boxes(corners[good], image=image, class_ids=class_ids[good]))

    def polygon(
        self, image: int, label: str, rings: Sequence[ArrayLike], holes: Sequence[bool] = (), said: Said = NOTHING_SAID
    ) -> None:
        """A polygon of parts and holes, each hole after the part it is in; a ring is (k, 2), or x, y, x, y …. Fault when a ring cannot be drawn."""
        drawn = [checked_points(ring) for ring in rings]
        if not drawn or len(drawn) > MOST_RINGS:
            raise Fault(f"has {len(drawn):,} outlines")
        if holes and holes[0]:
            raise Fault("has a hole with no part around it")
        self.add(ShapeKind.POLYGON, bounds_of(drawn), image, label, said, rings=drawn, holes=list(holes))

    def rotated_box(self, image: int, label: str, corners: ArrayLike, said: Said = NOTHING_SAID) -> None:
        """A rotated box by its four corners in drawing order. Fault when they are not four."""
        ring = checked_points(corners, "the rotated box", fewest=4)
        if len(ring) != 4:
            raise Fault(f"the rotated box has {len(ring)} corners")
        self.add(ShapeKind.ROTATED_BOX, bounds_of([ring]), image, label, said, rings=[ring])

    def polyline(self, image: int, label: str, points: ArrayLike, said: Said = NOTHING_SAID) -> None:
        """An open line of at least two points."""
        ring = checked_points(points, "the line", fewest=2)
        self.add(ShapeKind.POLYLINE, bounds_of([ring]), image, label, said, rings=[ring])

    def ellipse(
        self, image: int, label: str, centre: ArrayLike, a: ArrayLike, b: ArrayLike, said: Said = NOTHING_SAID
    ) -> None:
        """An ellipse by its centre and the ends of its two half axes."""
        ring = checked_points([centre, a, b], "the ellipse")  # pyright: ignore[reportArgumentType] - numpy stacks them
        box = ellipse_bounds(ring)
        fault = box_fault(box).replace("box", "ellipse")
        self.add(ShapeKind.ELLIPSE, box, image, label, said, rings=[ring], fault=fault)

    def keypoints(
        self,
        image: int,
        label: str,
        points: ArrayLike,
        said: Said = NOTHING_SAID,
        *,
        visibility: Sequence[int] = (),
        names: Sequence[str] = (),
        box: Sequence[float] = (),
    ) -> None:
        """Named points. visibility: 0 not labelled, 1 hidden, 2 visible, for each; all visible when empty. box: as delivered, else around labelled points."""
        ring = checked_points(points, "the keypoints", fewest=1)
        seen = list(visibility) or [2] * len(ring)
        if len(seen) != len(ring):
            raise Fault(f"there are {len(ring)} keypoints and {len(seen)} visibilities")
        labelled = ring[np.array(seen) > 0]
        around = checked_box(*box) if len(box) == 4 else bounds_of([labelled if len(labelled) else ring])
        more: dict[str, Any] = {"visibility": seen} | ({"keypoint_names": list(names)} if names else {})
        self.add(ShapeKind.KEYPOINTS, around, image, label, said, rings=[ring], **more)

    def mask(
        self,
        image: int,
        label: str,
        runs: Sequence[int] | NDArray[np.integer],
        said: Said = NOTHING_SAID,
        *,
        size: tuple[int, int] | None = None,
    ) -> None:
        """A mask by COCO's run lengths, down the columns. size: its (width, height), the image's when None. Fault when they do not fill it."""
        width, height = size or self.size_of(image)
        known = self.images.sides[image]
        if any(side == side and side != own for side, own in zip(known, (width, height), strict=True)):
            raise Fault(f"the mask is {width:g} × {height:g}, but the image is {known[0]:g} × {known[1]:g}")
        if not 0 < width * height < 2**32:
            raise Fault(f"the mask has a size that no image has ({width:g} × {height:g})")
        try:
            found = runs_from_lengths(np.asarray(runs, np.int64), height=int(height), width=int(width))
        except (ValueError, OverflowError, TypeError) as error:
            raise Fault(f"is no mask: {error}") from None
        self.add_mask(image, label, found, said)

    def mask_at(
        self,
        image: int,
        label: str,
        raster: NDArray[np.bool_],
        said: Said = NOTHING_SAID,
        *,
        left: int = 0,
        top: int = 0,
    ) -> None:
        """A mask by its pixels, (height, width), which may be a part of the image with its upper left pixel at (left, top)."""
        width, height = map(int, self.size_of(image))
        if width * height >= 2**31:
            raise Fault(f"the image is too large for masks ({width} × {height})")
        whole = np.zeros((height, width), bool)
        bottom, right = top + raster.shape[0], left + raster.shape[1]
        if left < 0 or top < 0 or bottom > height or right > width:
            raise Fault(
                f"the mask reaches from {left}, {top} to {right}, {bottom}, beyond the image ({width} × {height})"
            )
        whole[top:bottom, left:right] = raster
        self.add_mask(image, label, runs_from_raster(whole), said)

    def add_mask(self, image: int, label: str, runs: NDArray[np.uint32], said: Said) -> None:
        """A mask by its height, width and run lengths; one without any pixel is kept and flagged."""
        drawn = masks_from_runs(runs, np.array([len(runs)]))
        fault = "" if drawn.counts[0] else "the mask has no pixel"
        self.add(ShapeKind.MASK, drawn.bounds()[0].tolist(), image, label, said, runs=runs, fault=fault)

    def tag(self, image: int, label: str, said: Said = NOTHING_SAID) -> None:
        """A class that speaks of the whole image."""
        box = [0.0, 0.0, *(0.0 if side != side else side for side in self.images.sides[image])]
        self.add(ShapeKind.TAG, box, image, label, said)

    def add(self, kind: ShapeKind, box: Sequence[float], image: int, label: str, said: Said, **more: Any) -> None:
        """Any annotation whose shape is known to be good."""
        if said.score is not None and not abs(said.score) <= LARGEST_SCORE:
            raise Fault(f"the score is no score but {said.score:g}")
        ids = {"image": image, "class_id": self.add_class(label), "annotator_id": self.annotator(said.annotator)}
        self.pending.add(kind, box, said=said, **ids, **more)
        if len(self.pending.rows) >= BLOCK:
            self.flush()

    def flush(self) -> None:
        """Turn what is kept one by one into columns."""
        if self.pending.rows:
            self.blocks.append(packed(self.pending.columns()))
            self.pending = Pending()

    def reading(self) -> Reading:
        """All of it. The gatherer is spent."""
        self.flush()
        annotations, order = in_order(self.blocks)
        annotations = with_faults(annotations, polygon_faults(annotations))
        if self.ids_are_unique:
            self.note_repeated_ids(annotations, order)
        keys = with_free_keys([key for key, _ in self.classes.values()])
        return Reading(
            images=self.images.columns(),
            classes=tuple(
                ReadClass(key, name, above) for key, (name, (_, above)) in zip(keys, self.classes.items(), strict=True)
            ),
            annotators=tuple(self.annotators),
            annotations=annotations,
            format=self.format_name,
            source=self.delivered.source,
            sha256=self.delivered.digest(),
            rejected=tuple(self.rejected),
            notes=tuple(self.images.all_notes()),
            skipped=self.skipped,
        )

    def note_repeated_ids(self, annotations: Annotations, order: NDArray[np.int64]) -> None:
        """List the annotations whose id an earlier one has; both are kept, their ids are the vendor's fault."""
        repeated = repeats(annotations, order)
        for row, _ in repeated[:MOST_NOTES]:
            where = self.images.names[annotations.records["image"][row]]
            self.note(
                where,
                f"the id {brief(annotations.source_id(row))} is already that of another annotation; both are kept",
                "FMT-ID",
            )
        if len(repeated) > MOST_NOTES:
            self.note("annotations", f"{len(repeated) - MOST_NOTES:,} more repeat an id; all are kept", "FMT-ID")
