import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from assay.pictures.orientation import stored_box, turned_box, turned_size

orientations = st.integers(1, 8)
sides = st.integers(1, 40)


@given(orientations, sides, sides, st.data())
def test_that_each_stored_pixel_is_shown_where_pillow_turns_it(orientation, width, height, data):
    x, y = data.draw(st.integers(0, width - 1)), data.draw(st.integers(0, height - 1))
    stored = np.zeros((height, width), np.uint8)
    stored[y, x] = 255
    image = Image.fromarray(stored)
    image.getexif()[0x0112] = orientation
    turned = np.asarray(ImageOps.exif_transpose(image))
    left, top, right, bottom = turned_box((x, y, x + 1, y + 1), orientation, stored=(width, height))
    assert turned.shape == turned_size((width, height), orientation)[::-1]
    assert turned[top:bottom, left:right].tolist() == [[255]]


@given(orientations, sides, sides, st.tuples(sides, sides, sides, sides))
def test_that_turning_a_box_and_back_is_where_it_began(orientation, width, height, box):
    there = turned_box(box, orientation, stored=(width, height))
    assert stored_box(there, orientation, stored=(width, height)) == box
