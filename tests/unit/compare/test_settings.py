import pytest

from assay.compare.settings import SETTING_KEYS, ComparisonSettings, settings_from
from assay.model.errors import AssayError


def test_that_nothing_assigned_gives_the_defaults():
    assert settings_from([]) == ComparisonSettings()
    assert ComparisonSettings().t_pair == 0.10
    assert ComparisonSettings().t_ok == 0.70


def test_that_assignments_change_numbers_switches_and_choices():
    changed = settings_from(["t_pair=0.5", " p = 3", "class_aware=yes", "same_class_first=false", "shapes=box"])
    assert changed == ComparisonSettings(t_pair=0.5, p=3.0, class_aware=True, shapes="box")


def test_that_the_keys_are_those_of_the_command_line():
    assert set(SETTING_KEYS) == {
        "t_pair", "t_ok", "t_good", "t_good_outline", "t_boundary", "boundary_share", "p", "p_share", "small_area",
        "t_duplicate", "t_keypoint", "oks_sigma", "line_width", "line_direction", "class_aware", "same_kind", "same_class_first",
        "shapes",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("t_pear=0.5", "no comparison setting “t_pear”. The keys are t_pair, t_ok"),
        ("t_pair", "not of the form KEY=VALUE. The keys are t_pair"),
        ("t_pair=0", "from 1e-06 to 1, not 0"),
        ("t_ok=1.5", "from 0 to 1, not 1.5"),
        ("t_ok=nan", "from 0 to 1, not nan"),
        ("p=wide", "not “wide”"),
        ("class_aware=perhaps", "true or false, not “perhaps”"),
        ("shapes=ring", "auto and box, not “ring”"),
    ],
)
def test_that_a_setting_that_makes_no_sense_is_refused_with_what_would(text, says):
    with pytest.raises(AssayError) as error:
        settings_from([text])
    assert says in str(error.value)


def test_that_settings_come_back_from_json():
    settings = settings_from(["t_pair=0.3", "shapes=box", "class_aware=1"])
    assert ComparisonSettings.from_json(settings.as_json()) == settings


def test_that_settings_stored_by_another_version_keep_the_known_keys():
    assert ComparisonSettings.from_json({"t_ok": 0.6, "no_longer": 1}) == ComparisonSettings(t_ok=0.6)


def test_that_a_threshold_may_be_set_for_a_single_class_whatever_its_name():
    changed = settings_from(["t_ok.crystal=0.6", "t_ok.push-button v2.0 = 0.5", "p.crystal=4", "t_ok=0.8"])
    assert changed.named == {"t_ok": {"crystal": 0.6, "push-button v2.0": 0.5}, "p": {"crystal": 4.0}}
    assert changed.t_ok == 0.8
    assert ComparisonSettings.from_json(changed.as_json()) == changed


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("class_aware.car=yes", "“class_aware.car” cannot be made for one class. Those that can are t_pair"),
        ("t_ok.=0.5", "“t_ok.” cannot be made for one class"),
        ("t_ok.car=2", "from 0 to 1, not 2"),
    ],
)
def test_that_a_class_setting_that_makes_no_sense_is_refused(text, says):
    with pytest.raises(AssayError) as error:
        settings_from([text])
    assert says in str(error.value)
