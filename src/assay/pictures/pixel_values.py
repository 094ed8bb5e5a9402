from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PixelValues:
    """What an image file stores for a pixel. bands: the letter of each band; values: one for each; index: the place of the colour in the palette, None without one."""

    bands: tuple[str, ...]
    values: tuple[float, ...]
    index: int | None = None

    def words(self) -> str:
        """What is said of it."""
        shown = [f"{value:.6g}" if isinstance(value, float) else str(value) for value in self.values]
        if len(self.bands) == 1:
            return f"grey {shown[0]}"
        colour = " ".join(f"{band} {value}" for band, value in zip(self.bands, shown, strict=True))
        return colour if self.index is None else f"index {self.index} · {colour}"
