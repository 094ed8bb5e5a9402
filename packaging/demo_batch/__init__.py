"""The sample project's batch, drawn and delivered by a seeded generator: circuit boards, gold, and a vendor's delivery with known errors."""
