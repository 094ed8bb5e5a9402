"""Options that say whose labels are held against each other, and from which IoU on they are of one object."""

import click

from assay.review.raters_of_batch import Between

between_option = click.option(
    "--between",
    type=click.Choice([str(one) for one in Between]),
    default=str(Between.AUTO),
    help="Label sets, or the annotators within one.",
)
labels_option = click.option(
    "--labels", "names", multiple=True, metavar="NAME", help="A label set by title or number; repeat it."
)
same_object_option = click.option(
    "--iou", "threshold", type=float, default=0.5, show_default=True, help="From here on, one object."
)
