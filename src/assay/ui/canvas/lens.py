from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assay.ui.canvas.camera import Camera
from assay.ui.canvas.view_transform import Box, View


class Lens(QWidget):
    """A widget that looks at an image through a camera."""

    view_changed = Signal(object)
    """The new View; give it to `set_view` of another canvas to link the two."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._camera = Camera()

    def view(self) -> View:
        """What part of the image is seen."""
        return self._camera.view

    def is_fitted(self) -> bool:
        """Whether the whole image is seen, and stays so when the window changes its size."""
        return self._camera.is_fitted

    def set_view(self, view: View) -> None:
        """See the same part as another canvas does."""
        if view != self._camera.view:
            self._camera.look(view)
            self._view_moved()

    def zoom_in(self) -> None:
        """One step nearer."""
        self._camera.step_in()
        self._view_moved()

    def zoom_out(self) -> None:
        """One step farther away."""
        self._camera.step_out()
        self._view_moved()

    def fit(self) -> None:
        """See the whole image."""
        self._camera.fit()
        self._view_moved()

    def actual_size(self) -> None:
        """See one image pixel per screen pixel."""
        self._camera.scale_to(1 / self.devicePixelRatioF())
        self._view_moved()

    def turn(self, degrees: float) -> None:
        """Turn the image clockwise on the screen."""
        self._camera.turn(degrees)
        self._view_moved()

    def turn_upright(self) -> None:
        """Show the image as it is stored again."""
        self.turn(-self.view().angle)

    def frame(self, box: Box) -> None:
        """See a box of image pixels with its context."""
        self._camera.frame(box)
        self._view_moved()

    def _view_moved(self) -> None:
        self.view_changed.emit(self.view())
        self._unsettle()

    def _unsettle(self) -> None:
        """What is shown is to be painted anew."""
        self.update()
