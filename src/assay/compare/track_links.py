"""What is wrong with the tracks of one block of images, as findings."""

import numpy as np
from numpy.typing import NDArray

from assay.compare.block import Block
from assay.compare.draft import Draft
from assay.compare.pair_drafts import pair_draft
from assay.compare.pairs import Pairing


def track_draft(block: Block, pairing: Pairing, plain: NDArray[np.bool_]) -> Draft:
    """GRP-LINK: the pairs at which a track goes wrong, as `track_faults` found them over all images. plain: which pairs are part of no merge or split."""
    rows, details = [], []
    if block.tracks:
        pairs = pairing.pairs
        images = block.images.ids[block.gold.image[pairs.b]].tolist()
        keys = zip(images, block.vendor.number[pairs.a].tolist(), block.gold.number[pairs.b].tolist(), strict=True)
        for row, key in enumerate(keys):
            if plain[row] and key in block.tracks:
                rows.append(row)
                details.append(block.tracks[key])
    return pair_draft("GRP-LINK", pairing.pairs.take(np.array(rows, np.int64)), details)
