"""Assay: a desktop workbench for judging the labels that vendors deliver."""

__version__ = "0.1.0"
