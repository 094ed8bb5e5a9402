"""What handed over files are called."""


def plain_file_name(text: str) -> str:
    """A name in characters that every system takes in file names: "Tissue 01" is "Tissue-01"."""
    return "".join(letter if letter.isalnum() else "-" for letter in text).strip("-")
