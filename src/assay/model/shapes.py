from enum import IntEnum, IntFlag


class ShapeKind(IntEnum):
    """What an annotation is drawn as. The numbers are stored in project files and never change."""

    BOX = 1
    ROTATED_BOX = 2
    POLYGON = 3
    MASK = 4
    KEYPOINTS = 5
    POLYLINE = 6
    ELLIPSE = 7
    TAG = 8

    @property
    def is_outline(self) -> bool:
        """Whether the shape has an outline of its own, finer than its box."""
        return self in (ShapeKind.POLYGON, ShapeKind.MASK)


class Flag(IntFlag):
    """What else is known of an annotation. The numbers are stored in project files and never change."""

    CROWD = 1
    IGNORE = 2
    INVALID = 4


SHAPE_NAMES = {
    ShapeKind.BOX: "box",
    ShapeKind.ROTATED_BOX: "rotated box",
    ShapeKind.POLYGON: "polygon",
    ShapeKind.MASK: "mask",
    ShapeKind.KEYPOINTS: "keypoints",
    ShapeKind.POLYLINE: "polyline",
    ShapeKind.ELLIPSE: "ellipse",
    ShapeKind.TAG: "image tag",
}
