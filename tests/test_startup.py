import gc
import subprocess
import sys
import threading

import pytest

from newsclaims import startup
from newsclaims.startup import beside, quick_start


def test_the_collector_rests_while_models_load_and_spares_them_after() -> None:
    before = gc.get_freeze_count()
    try:
        with quick_start():
            gc.enable()  # as srsly does
            assert gc.get_threshold()[0] == 0
        assert gc.isenabled()
        assert gc.get_threshold()[0] > 0
        assert gc.get_freeze_count() > before
    finally:
        gc.unfreeze()


def test_the_collector_works_again_after_an_error() -> None:
    try:
        with pytest.raises(ValueError, match="no model"), quick_start():
            int("no model")
        assert gc.isenabled()
        assert gc.get_threshold()[0] > 0
    finally:
        gc.unfreeze()


def _printed(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout


def test_spacy_is_imported_without_its_command_line() -> None:
    code = """
import sys
from newsclaims.startup import quick_start
with quick_start():
    import spacy
print(sorted({"spacy.cli", "spacy.cli.info", "weasel"} & set(sys.modules)))
"""
    assert _printed(code) == "[]\n"


def test_spacys_commands_are_there_for_who_calls_them() -> None:
    code = """
from newsclaims.startup import quick_start
with quick_start():
    import spacy
print(spacy.info(silent=True)["spacy_version"] == spacy.__version__)
import spacy.cli
print(spacy.cli.download.__module__)
"""
    assert _printed(code) == "True\nspacy.cli.download\n"


def test_spacys_registries_find_the_same_with_entry_points_by_group() -> None:
    code = """
from newsclaims.startup import quick_start
import catalogue
installed = catalogue.AVAILABLE_ENTRY_POINTS
with quick_start():
    import spacy
    inside = sorted(spacy.registry._entry_point_factories.get_entry_points())
assert catalogue.AVAILABLE_ENTRY_POINTS is installed
print(inside == sorted(spacy.registry._entry_point_factories.get_entry_points()), "newsclaims" in inside)
"""
    assert _printed(code) == "True True\n"


@pytest.mark.parametrize(("given", "threads"), [(None, [1]), ("2", [2])])
def test_no_threads_wait_for_products_of_matrices(
    monkeypatch: pytest.MonkeyPatch, given: str | None, threads: list[int]
) -> None:
    code = """
import os
from threadpoolctl import threadpool_info
from newsclaims.startup import quick_start
before = dict(os.environ)
with quick_start():
    import numpy
assert dict(os.environ) == before
print([library["num_threads"] for library in threadpool_info() if library["internal_api"] == "openblas"])
"""
    if given is None:
        monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    else:
        monkeypatch.setenv("OPENBLAS_NUM_THREADS", given)
    assert _printed(code) == f"{threads}\n"


def test_what_is_loaded_beside_is_there_at_the_end_and_its_thread_is_not() -> None:
    threads = threading.active_count()
    called: list[threading.Thread] = []
    with beside(lambda: called.append(threading.current_thread())):
        pass
    assert len(called) == 1
    assert called[0] is not threading.current_thread()
    assert threading.active_count() == threads


def test_errors_beside_are_raised_at_the_end_unless_there_is_one_before() -> None:
    with pytest.raises(ValueError, match="no network"), beside(lambda: int("no network")):
        pass
    with pytest.raises(KeyError), beside(lambda: int("no network")):
        raise KeyError


def test_a_limit_on_memory_leaves_no_room_for_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(startup, "limit", lambda: 1 << 40)
    called: list[threading.Thread] = []
    with beside(lambda: called.append(threading.current_thread())):
        assert called == [threading.current_thread()]


def test_threads_hand_over_sooner_while_models_load() -> None:
    before = sys.getswitchinterval()
    try:
        with quick_start():
            assert sys.getswitchinterval() < before
        assert sys.getswitchinterval() == before
    finally:
        gc.unfreeze()


def test_where_no_thread_is_to_be_had_it_is_loaded_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: threading.Thread) -> None:
        msg = "can't start new thread"
        raise RuntimeError(msg)

    monkeypatch.setattr(threading.Thread, "start", refuse)
    called: list[threading.Thread] = []
    with beside(lambda: called.append(threading.current_thread())):
        pass
    assert called == [threading.current_thread()]
