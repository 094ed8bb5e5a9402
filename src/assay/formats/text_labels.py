"""Text files of labels, one per image: which of many text files they are, and which image each speaks of."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from assay.formats.delivered import Delivered
from assay.formats.fault import Fault
from assay.formats.gathering import Gatherer
from assay.formats.image_finder import FoundImage, folder_of, stem_of
from assay.formats.image_header import EXTENSIONS
from assay.formats.json_text import brief
from assay.formats.sample import Sample, SampleKind

ENDING = ".txt"
LINES_LOOKED_AT = 200
Judge = Callable[[Sample], bool | None]


def mostly(sample: Sample, is_label: Callable[[str], bool]) -> bool | None:
    """Whether most lines of a file are labels; None when it has no line."""
    if sample.kind is not SampleKind.TEXT:
        return False
    lines = [line for line in sample.lines if line.strip()][:LINES_LOOKED_AT]
    return 2 * sum(map(is_label, lines)) > len(lines) if lines else None


def text_labels(delivered: Delivered, judge: Judge, aside: Collection[str] = ()) -> list[str]:
    """The label files among the text files, none when nothing speaks for any.

    judge: whether a file holds labels, None when it is empty. A folder counts by the files that are looked at in it; in one that counts, a file which holds no
    label is left off only where no image has its name. aside: files that are known to be something else.
    """
    candidates = [name for name in delivered.candidates(ENDING) if name not in aside]
    judged = {name: judge(delivered.sample(name)) for name in candidates}
    if True not in judged.values():
        return []
    folders = dict(counted_folders(judged))
    return [
        name
        for name in delivered.with_extension(ENDING)
        if name not in aside
        and folders.get(folder_of(name), True)
        and (judged.get(name) is not False or delivered.images.beside(name))
    ]


def counted_folders(judged: Mapping[str, bool | None]) -> Iterator[tuple[str, bool]]:
    """Each folder that was looked into, and whether at least half of its files that say anything hold labels."""
    for folder in {folder_of(name) for name in judged}:
        said = [found for name, found in judged.items() if folder_of(name) == folder and found is not None]
        yield folder, 2 * sum(said) >= len(said)


def note_others(gatherer: Gatherer, files: Collection[str], aside: Collection[str] = ()) -> None:
    """Note the text files that are not read."""
    known = {*files, *aside}
    others = [name for name in gatherer.delivered.with_extension(ENDING) if name not in known]
    if others:
        what = f"{len(others):,} hold no labels of this format and are not read (the first is {brief(others[0], 200)})"
        gatherer.note("text files", what)


def note_unlabelled(gatherer: Gatherer, files: Collection[str]) -> None:
    """Note the images among the files that no label file is called after; an empty one would say that there is nothing to label."""
    delivered = gatherer.delivered
    stems = {stem_of(name).casefold() for name in files}
    images = [name for name in delivered.names if name.lower().endswith(EXTENSIONS)]
    bare = [name for name in images if not stems & {stem_of(name).casefold(), name.rsplit("/", 1)[-1].casefold()}]
    if bare:
        what = f"{len(bare):,} have no label file and count as not labelled (the first is {brief(bare[0], 200)})"
        gatherer.note("images", what, "FMT-FILE")


@dataclass(slots=True)
class ImagesOfLabels:
    """The images of label files that do not name any. folders: what the folder of labels is called, and what that of images is then called."""

    folders: Mapping[str, str]
    first: dict[int, str] = field(default_factory=dict)

    def found(self, delivered: Delivered, label: str) -> FoundImage | None:
        """The image with the name of a label file: in the parallel folder, beside it, or in a folder "images"; None when it is not there."""
        parallel = self.parallel(label)
        wanted = [] if parallel == label else [f"{folder_of(parallel)}{stem_of(label)}"]
        for name in (*wanted, f"{folder_of(label)}{stem_of(label)}", f"images/{stem_of(label)}"):
            if found := delivered.images.named(name):
                return found
        return None

    def parallel(self, label: str) -> str:
        """The name of a label file with the last folder of labels in it exchanged for that of images."""
        *parts, last = label.split("/")
        for at in reversed(range(len(parts))):
            if (other := self.folders.get(parts[at])) is not None:
                return "/".join([*parts[:at], other, *parts[at + 1 :], last])
        return label

    def image(self, gatherer: Gatherer, label: str, ending: str) -> int:
        """The number of the image of a label file. ending: what it is called with when it is not there, for formats that need no image.

        Fault when another label file speaks of it.
        """
        if found := self.found(gatherer.delivered, label):
            return self.claimed(gatherer, label, found)
        parallel = self.parallel(label)
        name = f"{folder_of(parallel)}{stem_of(label)}{ending}"
        return self.claim(gatherer.image(name, place=gatherer.delivered.place(label)), label)

    def claimed(self, gatherer: Gatherer, label: str, found: FoundImage) -> int:
        """The number of an image that is there, with its size."""
        return self.claim(gatherer.image(found.name, *found.size(), place=gatherer.delivered.place(label)), label)

    def claim(self, image: int, label: str) -> int:
        """The image as that of a label file. Fault when another file spoke of it: mixing the two would double every object."""
        first = self.first.setdefault(image, label)
        if first != label:
            raise Fault(f"speaks of the same image as {first}, which was read; hand over the one that was delivered")
        return image
