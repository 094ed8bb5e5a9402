"""Going from image to image in a window of its own process: `python -m tests.benchmarks.image_ways FOLDER IMAGES` prints the milliseconds of each deed as JSON."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from assay.compare.settings import ComparisonSettings
from assay.model.batches import SetRole
from assay.model.progress import result_of
from assay.review.compare_delivery import compare_delivery
from assay.review.create_project import create_project, last_reviewer
from assay.review.import_labels import import_labels
from assay.review.import_plan import ImportPlan, preview_import
from assay.store.batches import batches
from assay.store.schemas import current_schema
from assay.ui.actions import Page
from assay.ui.application import make_application, settle
from assay.ui.canvas.canvas import Canvas
from assay.ui.canvas.image_source import ImageSource
from assay.ui.review.page import ReviewPage
from assay.ui.theme.apply_theme import apply_theme
from assay.ui.window.main_window import MainWindow
from assay.ui.window.preferences import Preferences
from tests.benchmarks.child import peak_megabytes
from tests.benchmarks.photographs import photograph, smooth_picture
from tests.benchmarks.synthetic_coco import write_coco

SIZE = (1920, 1080)
LARGE = (12_000, 9_000)
SHAPES = 30
WAIT = 20_000


def main(folder: Path, images: int) -> dict[str, list[float]]:
    """Every deed, image after image."""
    project = make_project(folder, images)
    application = make_application()
    sys.setswitchinterval(0.0005)
    apply_theme(application, "dark")
    window = MainWindow(Preferences())
    window.resize(1600, 900)
    window.show()
    window.open_project(project)
    assert window.bench is not None
    window.bench.show_page(Page.REVIEW)
    page = window.bench.widget_of(Page.REVIEW)
    assert isinstance(page, ReviewPage)
    application.processEvents()
    settle(window)
    found = {
        "next image, prefetched": [
            next_image(application, page) for _ in range(images - 1)
        ],  # from the first to the last
        **far_images(application, page, images // 2),
        "bare decode": [timed(lambda n=n: bare_decode(folder / name(n))) for n in range(images // 2)],
        "bare blit": bare_blits(images),
    }
    window.close()
    return found | large_image(folder)


def make_project(folder: Path, images: int) -> Path:
    """A delivery of photographs with 30 boxes each, compared with gold."""
    for number in range(images):
        photograph(folder / name(number), SIZE, number)
    with create_project(folder / "images.assay", name="Images", reviewer="Bench") as project:
        by = last_reviewer(project)
        for seed, role in enumerate((SetRole.GOLD, SetRole.DELIVERY)):
            source = write_coco(folder / f"{role}.json", images=images, annotations=SHAPES * images // 2, seed=seed)
            preview = result_of(preview_import(source, image_root=folder, schema=current_schema(project.connection)))
            result_of(import_labels(project, preview, ImportPlan(role=role, batch="bench", vendor="bench"), by=by))
        result_of(compare_delivery(project, batches(project.connection)[0], ComparisonSettings(), by=by))
    return folder / "images.assay"


def name(number: int) -> str:
    """As the label files have it."""
    return f"{number:07d}.jpg"


def next_image(application: QApplication, page: ReviewPage) -> float:
    """N pressed while the neighbours are there, until the next image is painted."""
    look(300)  # the neighbours are decoded meanwhile
    return until_settled(page.canvas, lambda: QTest.keyClick(page.canvas, Qt.Key.Key_N))


def far_images(application: QApplication, page: ReviewPage, count: int) -> dict[str, list[float]]:
    """Images that nobody foresaw: until each is painted, and until the whole of it is."""
    found = [far_image(application, page, number) for number in range(count)]
    return {
        "next image, not prefetched": [painted for painted, _ in found],
        "not prefetched, the whole of it": [whole for _, whole in found],
    }


def far_image(application: QApplication, page: ReviewPage, number: int) -> tuple[float, float]:
    """An image that nobody foresaw."""
    ids = page.queue.model.ids
    wanted = ids[(7 * number + len(ids) // 2) % len(ids)]
    page.canvas.prefetch([])
    while page.image.labels is not None and page.image.labels.image.id == wanted:
        wanted = ids[(ids.index(wanted) + 3) % len(ids)]
    look(100)  # what was read for the image before is done
    drop_kept(page)
    started = time.perf_counter()
    painted = until_settled(page.canvas, lambda: page.queue.image_wanted.emit(wanted))
    path = page.image.labels.path if page.image.labels else None
    while path is not None and is_glimpse(page, path) and time.perf_counter() - started < WAIT / 1000:
        application.processEvents()
    return painted, (time.perf_counter() - started) * 1000


def look(milliseconds: int) -> None:
    """Leave the window to itself, its workers too: `qWait` keeps the interpreter, so that they would go on only with the next key."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def is_glimpse(page: ReviewPage, path: Path) -> bool:
    """Whether the whole of an image is not read yet."""
    image = page.findChildren(ImageSource)[0].image(path)
    return image is None or image.passes


def drop_kept(page: ReviewPage) -> None:
    """Let go of every decoded image."""
    page.findChildren(ImageSource)[0].forget()


def until_settled(canvas: Canvas, deed: Callable[[], object]) -> float:
    """Milliseconds until image and outlines are painted."""
    loop = QEventLoop()
    canvas.settled.connect(loop.quit)
    QTimer.singleShot(WAIT, loop.quit)
    started = time.perf_counter()
    deed()
    loop.exec()
    canvas.settled.disconnect(loop.quit)
    return (time.perf_counter() - started) * 1000


def large_image(folder: Path) -> dict[str, list[float]]:
    """A 108-megapixel JPEG: until a sharp preview is painted."""
    path = folder / "large.jpg"
    smooth_picture(path, LARGE, 1)
    images = ImageSource()
    canvas = Canvas(images)
    canvas.resize(1600, 900)
    canvas.show()
    warm = folder / name(0)
    until_settled(canvas, lambda: canvas.show_image(warm, size=SIZE))
    times = []
    for _ in range(3):
        images.forget()
        times.append(until_settled(canvas, lambda: canvas.show_image(path, size=LARGE)))
    bare = [timed(lambda: scaled_read(path)) for _ in range(3)]
    images.close()
    return {"108 megapixels, preview": times, "bare scaled read": bare, "peak memory": [peak_megabytes()]}


def scaled_read(path: Path) -> None:
    """What a bare reader needs for a preview."""
    with Image.open(path) as image:
        image.draft("RGB", (1600, 900))
        image.load()


def bare_decode(path: Path) -> None:
    """What Pillow needs for the pixels alone."""
    with Image.open(path) as image:
        image.load()


def timed(deed: Callable[[], object]) -> float:
    """Milliseconds."""
    started = time.perf_counter()
    deed()
    return (time.perf_counter() - started) * 1000


def bare_blits(rounds: int) -> list[float]:
    """A picture of the canvas's size drawn onto another."""
    source, target = (QImage(1600, 900, QImage.Format.Format_RGB32) for _ in range(2))

    def blit() -> None:
        painter = QPainter(target)
        painter.drawImage(0, 0, source)
        painter.end()

    return [timed(blit) for _ in range(rounds)]


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))
