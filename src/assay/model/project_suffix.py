"""How the name of a project file ends."""

PROJECT_SUFFIX = ".assay"
