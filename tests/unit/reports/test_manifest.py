import hashlib
import json

from assay import __version__


def test_that_the_manifest_has_the_hash_and_size_of_every_other_file(package):
    listed = json.loads(package.files["MANIFEST.json"])["files"]
    assert listed == {
        name: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
        for name, content in package.files.items()
        if name != "MANIFEST.json"
    }


def test_that_the_manifest_tells_whose_request_it_is(package):
    told = json.loads(package.files["MANIFEST.json"])
    wanted = {
        "format": "assay-rework-package",
        "format_version": 1,
        "assay_version": __version__,
        "project": "Pilot",
        "vendor": "Labelworks",
        "batch": "Batch 07",
        "round": 0,
        "request": 1,
        "scope": "listed",
        "schema_version": 1,
        "guideline_version": "v3",
    }
    assert wanted.items() <= told.items()


def test_that_the_due_time_is_given_in_utc_and_where_the_vendor_is(package):
    told = json.loads(package.files["MANIFEST.json"])
    assert told["due_utc"] == "2026-08-06T14:00:00Z"
    assert told["due_vendor"] == "2026-08-06T19:30:00+05:30"


def test_that_the_manifest_counts_the_items(package):
    assert json.loads(package.files["MANIFEST.json"])["counts"] == {
        "items": 6,
        "images": 3,
        "charged": 6,
        "by_severity": {"critical": 1, "major": 5},
        "by_code": {"MIS-OBJ": 1, "EXT-GHOST": 1, "CLS-SWAP": 1, "GEO-LOOSE": 1, "GEO-PART": 1, "GEO-BOUND": 1},
    }


def test_that_the_audit_head_is_the_action_before_the_request(package, judged):
    told = json.loads(package.files["MANIFEST.json"])["audit"]
    number, expected = judged.connection.execute(
        "SELECT id - 1, prev_hash FROM action WHERE verb = 'request_rework'"
    ).fetchone()
    assert told == {"action": number, "hash": expected}
