from assay.model.defect_types import Severity, defect_types


def test_that_the_taxonomy_has_45_codes_in_11_families():
    assert len(defect_types()) == 45
    assert len({code.split("-")[0] for code in defect_types()}) == 11


def test_that_every_charged_code_has_a_sentence_for_the_vendor():
    silent = {code for code, kind in defect_types().items() if not kind.sentence}
    assert silent == {"REF-GOLD", "REF-GUIDE", "REF-IMAGE"}


def test_that_severities_have_their_letters():
    assert [severity.letter for severity in Severity] == ["C", "M", "m", "o"]
