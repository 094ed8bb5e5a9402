import pytest

from assay.store.audit import audit


@pytest.fixture
def tampered(project):
    """A function that changes what triggers forbid to change, and gives what the audit says."""

    def change(statement: str):
        for trigger in ("action_stays", "action_is_kept", "change_stays", "change_is_kept"):
            project.connection.execute(f"DROP TRIGGER {trigger}")
        project.connection.execute("PRAGMA foreign_keys = OFF")
        project.connection.execute(statement)
        return audit(project).problems

    return change


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE action SET summary = 'other'",
        "UPDATE action SET summary = x'ff00'",
        "UPDATE action SET reviewer = 9e999",
        "UPDATE change SET after = x'00'",
        "DELETE FROM change",
    ],
)
def test_that_a_changed_journal_is_told(tampered, statement):
    assert any("action 1 does not fit" in problem for problem in tampered(statement))


@pytest.mark.parametrize("statement", ["UPDATE action SET summary = CAST(x'ff' AS TEXT)", "DROP TABLE action"])
def test_that_a_journal_that_cannot_be_read_is_told(tampered, statement):
    assert any("journal cannot be read" in problem for problem in tampered(statement))
