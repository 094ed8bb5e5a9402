from PySide6.QtGui import QImage

MOST = 3
"""Pictures in waiting: one to paint casings on, and one or two to be shown next."""


class SparePictures:
    """Transparent pictures to paint on, made of the memory of those that are needed no more.

    New memory has to be brought in page by page: for a picture as large as the window that takes five times as long as painting 60 boxes on it.
    """

    def __init__(self) -> None:
        self._spare: list[QImage] = []

    def blank(self, width: int, height: int, *, ratio: float) -> QImage:
        """An empty picture. width, height: in device pixels. ratio: device pixels per logical pixel."""
        fitting = (one for one in self._spare if (one.width(), one.height()) == (width, height))
        image = next(fitting, None)
        if image is None:
            image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
        self._spare = [one for one in self._spare if one is not image]
        image.setDevicePixelRatio(ratio)
        image.fill(0)
        return image

    def take_back(self, image: QImage) -> None:
        """Keep a picture that nobody shows any more for whoever needs one next; those kept longest give way."""
        self._spare = [image, *self._spare][:MOST]
