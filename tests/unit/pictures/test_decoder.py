import os
import signal
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from assay.model.errors import AssayError
from assay.pictures.decoder import Decoder

needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="processes are stopped by signals")


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "red.png"
    Image.new("RGB", (8, 8), "red").save(path)
    return path


@pytest.fixture
def own():
    """A decoder of this test's own, which waits for at most two seconds."""
    made = Decoder(seconds=2)
    yield made
    made.close()


def shown(decoder, path):
    return list(decoder.ask(path, "show"))[-1]


def test_that_no_process_runs_until_something_is_asked(own, picture):
    assert own.process_id() is None
    shown(own, picture)
    assert own.process_id() is not None


@needs_signals
def test_that_a_process_which_died_is_begun_anew(own, picture):
    shown(own, picture)
    first = own.process_id()
    os.kill(first, signal.SIGKILL)
    while os.path.exists(f"/proc/{first}/fd/0"):  # noqa: PTH110 - it is a process, not a file
        time.sleep(0.001)
    assert shown(own, picture).facts.width == 8
    assert own.process_id() != first


@needs_signals
def test_that_a_file_which_ends_the_decoder_costs_a_sentence_and_the_next_is_shown(own, picture):
    with pytest.raises(AssayError, match=r"red\.png made the decoder stop and is not shown"):
        list(own.ask(picture, "a deed that there is not"))
    assert shown(own, picture).facts.width == 8


@needs_signals
def test_that_a_file_which_keeps_the_decoder_busy_is_given_up(own, picture):
    shown(own, picture)
    os.kill(own.process_id(), signal.SIGSTOP)
    with pytest.raises(AssayError, match=r"red\.png took longer than 2 seconds"):
        shown(own, picture)
    assert shown(own, picture).facts.width == 8


def test_that_a_closed_decoder_refuses_with_a_sentence(picture):
    decoder = Decoder()
    decoder.close()
    with pytest.raises(AssayError, match="closing"):
        shown(decoder, picture)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps mapped files until they are let go")
def test_that_nothing_is_left_behind(picture, tmp_path, monkeypatch):
    memory = tmp_path / "memory"
    memory.mkdir()
    monkeypatch.setattr("assay.pictures.handover.MEMORY", memory)
    decoder = Decoder()
    decoded = shown(decoder, picture)
    assert len(list(memory.iterdir())) == 1
    assert not list(memory.glob("*/*"))
    decoder.close()
    assert not list(memory.iterdir())
    assert bytes(decoded.pixels(decoded.planes[0])[:3]) == b"\x00\x00\xff"


def test_that_a_decoder_that_is_let_go_ends_its_process(picture):
    decoder = Decoder()
    shown(decoder, picture)
    process = Path(f"/proc/{decoder.process_id()}")
    del decoder
    assert not process.exists()
