from assay.ui.canvas.view_transform import (
    ZOOM_STEP,
    Box,
    Point,
    Size,
    View,
    clamped,
    fitted,
    framed,
    panned,
    scaled,
    turned,
    wrapped,
)


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
        """See the whole image, turned as it is."""
        self._fit_at(self.view.angle)

    def begin_anew(self) -> None:
        """See the whole image upright, whatever its size will be."""
        self._fit_at(0.0)

    def view_of(self, image: Size, *, viewport: Size, anew: bool) -> View:
        """What an image of another size would be seen in. anew: whether it is begun anew with it."""
        if anew or self.is_fitted:
            return fitted(image, viewport=viewport, angle=0.0 if anew else self.view.angle)
        return self.view

    def frame(self, box: Box) -> None:
        """See a box with its context."""
        self._move(framed(box, image=self._image, viewport=self._viewport, angle=self.view.angle))

    def pan(self, dx: float, dy: float) -> None:
        """Move with a drag of so many logical pixels."""
        self._move(panned(self.view, dx=dx, dy=dy))

    def zoom(self, factor: float, about: Point | None = None) -> None:
        """Zoom about a position in the pane, or about its centre."""
        self.scale_to(self.view.scale * factor, about)

    def scale_to(self, scale: float, about: Point | None = None) -> None:
        """Show the image at a scale, keeping what is at a position in the pane."""
        self._move(scaled(self.view, scale=scale, about=about or self._middle(), viewport=self._viewport))

    def turn(self, degrees: float, about: Point | None = None) -> None:
        """Turn the image clockwise by so many degrees about a position in the pane; about the centre a fitted image stays fitted."""
        angle = self.view.angle + degrees
        if about is None and self.is_fitted:
            self._fit_at(wrapped(angle))
        else:
            self._move(turned(self.view, angle=angle, about=about or self._middle(), viewport=self._viewport))

    def step_in(self) -> None:
        """One step nearer."""
        self.zoom(ZOOM_STEP)

    def step_out(self) -> None:
        """One step farther away."""
        self.zoom(1 / ZOOM_STEP)

    def look(self, view: View) -> None:
        """Take over another camera's view."""
        self._move(view)

    def _middle(self) -> Point:
        return self._viewport[0] / 2, self._viewport[1] / 2

    def _fit_at(self, angle: float) -> None:
        self.view = fitted(self._image, viewport=self._viewport, angle=angle)
        self.is_fitted = True

    def _move(self, view: View) -> None:
        self.view = clamped(view, image=self._image)
        self.is_fitted = False
