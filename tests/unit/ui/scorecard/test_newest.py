import threading

from assay.ui.scorecard.newest import Newest


def test_that_only_the_newest_of_what_is_asked_for_meanwhile_is_done():
    begun, may_end, done = threading.Event(), threading.Event(), []

    def deed(wanted):
        begun.set()
        may_end.wait(10)
        done.append(wanted)

    newest = Newest("test", deed)
    newest.ask(1)
    assert begun.wait(10)
    for wanted in (2, 3, 4):
        newest.ask(wanted)
    assert (newest.is_at_work, newest.is_overtaken) == (True, True)
    may_end.set()
    while newest.is_at_work:
        begun.wait(0.001)
    assert done == [1, 4]


def test_that_nothing_is_done_any_more_once_it_is_stopped():
    done = []
    newest = Newest("test", done.append, rest=60)
    newest.ask(1)
    newest.stop()
    assert (done, newest.is_at_work) == ([], False)


def test_that_what_is_asked_for_again_waits_for_its_rest():
    done = []
    newest = Newest("test", done.append, rest=0.05)
    for wanted in range(5):
        newest.ask(wanted)
    while newest.is_at_work:
        threading.Event().wait(0.001)
    assert done == [4]


def test_that_what_is_forgotten_is_left_out_and_more_may_be_asked_for():
    done = []
    newest = Newest("test", done.append, rest=0.05)
    newest.ask(1)
    newest.forget()
    while newest.is_at_work:
        threading.Event().wait(0.001)
    newest.ask(2)
    while newest.is_at_work:
        threading.Event().wait(0.001)
    assert done == [2]
