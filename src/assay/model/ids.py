"""Typed ids: a row of one table is never mistaken for a row of another."""

from typing import NewType

ActionId = NewType("ActionId", int)
AnnotatorId = NewType("AnnotatorId", int)
BatchId = NewType("BatchId", int)
ClassId = NewType("ClassId", int)
ComparisonId = NewType("ComparisonId", int)
CorrectionId = NewType("CorrectionId", int)
DefectId = NewType("DefectId", int)
FindingId = NewType("FindingId", int)
ImageId = NewType("ImageId", int)
IntakeFindingId = NewType("IntakeFindingId", int)
LabelSetId = NewType("LabelSetId", int)
RequestId = NewType("RequestId", int)
ReviewerId = NewType("ReviewerId", int)
VendorId = NewType("VendorId", int)
