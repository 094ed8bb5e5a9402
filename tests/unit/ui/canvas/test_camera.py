from assay.ui.canvas.camera import Camera
from assay.ui.canvas.view_transform import View


def camera():
    made = Camera()
    made.resize(image=(100, 100), viewport=(456, 456))
    return made


def test_that_it_begins_with_the_whole_image():
    assert camera().view == View(4.0, 50.0, 50.0)


def test_that_it_stays_fitted_until_it_is_moved():
    made = camera()
    made.resize(image=(100, 100), viewport=(256, 256))
    assert made.view.scale == 2.0
    made.pan(5, 0)
    made.resize(image=(100, 100), viewport=(456, 456))
    assert made.view.scale == 2.0


def test_that_fitting_makes_it_follow_again():
    made = camera()
    made.step_in()
    made.fit()
    made.resize(image=(100, 100), viewport=(256, 256))
    assert made.view.scale == 2.0


def test_that_a_step_in_and_a_step_out_lead_back():
    made = camera()
    made.step_in()
    made.step_out()
    assert made.view == View(4.0, 50.0, 50.0)
