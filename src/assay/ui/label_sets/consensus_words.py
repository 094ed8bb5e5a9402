from assay.review.build_consensus import ConsensusReport


def made_in_words(report: ConsensusReport) -> str:
    """What came of it."""
    one = report.label_set
    return (
        f"{one.title}: {one.annotations:,} annotations of {report.units:,} objects; {report.undecided:,} undecided,"
        f" {report.rejected:,} decided to be nothing"
    )
