from assay.ui.canvas.view_transform import ZOOM_STEP, Box, Point, Size, View, clamped, fitted, framed, panned, scaled


class Camera:
    """The one view that all panes share. It stays fitted while panes change their size, until the user moves it."""

    def __init__(self) -> None:
        self.view = View(1.0, 0.0, 0.0)
        self.is_fitted = True
        self._image: Size = (1.0, 1.0)
        self._viewport: Size = (1.0, 1.0)

    def resize(self, *, image: Size, viewport: Size) -> None:
        """Look at an image of another size, or through panes of another size."""
        self._image, self._viewport = image, viewport
        if self.is_fitted:
            self.fit()

    def fit(self) -> None:
        """See the whole image."""
        self.view = fitted(self._image, viewport=self._viewport)
        self.is_fitted = True

    def frame(self, box: Box) -> None:
        """See a box with its context."""
        self._move(framed(box, image=self._image, viewport=self._viewport))

    def pan(self, dx: float, dy: float) -> None:
        """Move with a drag of so many logical pixels."""
        self._move(panned(self.view, dx=dx, dy=dy))

    def zoom(self, factor: float, about: Point | None = None) -> None:
        """Zoom about a position in the pane, or about its centre."""
        self.scale_to(self.view.scale * factor, about)

    def scale_to(self, scale: float, about: Point | None = None) -> None:
        """Show the image at a scale, keeping what is at a position in the pane."""
        middle = (self._viewport[0] / 2, self._viewport[1] / 2)
        self._move(scaled(self.view, scale=scale, about=about or middle, viewport=self._viewport))

    def step_in(self) -> None:
        """One step nearer."""
        self.zoom(ZOOM_STEP)

    def step_out(self) -> None:
        """One step farther away."""
        self.zoom(1 / ZOOM_STEP)

    def look(self, view: View) -> None:
        """Take over another camera's view."""
        self._move(view)

    def _move(self, view: View) -> None:
        self.view = clamped(view, image=self._image)
        self.is_fitted = False
