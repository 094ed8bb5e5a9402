from dataclasses import replace

from assay.model.defect_types import Severity
from assay.reports.patterns import top_patterns


def test_that_faults_of_one_code_between_the_same_classes_are_a_pattern(facts):
    swap = facts.items[3]
    (found,) = top_patterns([swap, *facts.items], facts.schema)
    assert found.title == "Wrong class: truck → car"
    assert (len(found.items), found.images) == (2, 1)


def test_that_a_fault_that_occurs_once_is_no_pattern(facts):
    assert top_patterns(facts.items, facts.schema) == []


def test_that_the_most_frequent_comes_first_and_is_as_severe_as_its_worst(facts):
    loose, ghost = facts.items[:2]
    worse = replace(loose, defect=replace(loose.defect, severity=Severity.CRITICAL))
    found = top_patterns([ghost, ghost, loose, worse, loose], facts.schema)
    assert [one.code for one in found] == ["GEO-LOOSE", "EXT-GHOST"]
    assert found[0].severity is Severity.CRITICAL
