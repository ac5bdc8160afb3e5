"""Functions give the same as parts of others, as wholes, within functions that are not of the kernel, and as plain Python."""

from __future__ import annotations

import numba
import pytest

from casus.flow.campaign.parts import InPlaceCode, Part, PartCode, Whole, _lasting_name, _short_name

OPTIONS = {"nopython": True, "error_model": "numpy", "no_cfunc_wrapper": True}


def _double(number):  # type: ignore[no-untyped-def]
    return number * 2.0


def _double_and_one(number):  # type: ignore[no-untyped-def]
    return double(number) + 1.0


def _phase(number):  # type: ignore[no-untyped-def]
    return double_and_one(number) * double_and_one(-number)


def _all(number):  # type: ignore[no-untyped-def]
    return phase(number) + 0.5


double = Part(_double, {}, {**OPTIONS, "forceinline": True})
double_and_one = Part(_double_and_one, {}, OPTIONS)
phase = Whole(_phase, {}, OPTIONS)
all_of_it = Whole(_all, {}, OPTIONS)


@pytest.mark.skipif(numba.config.DISABLE_JIT, reason="nothing is compiled")
def test_parts_and_wholes_give_what_python_gives() -> None:
    assert all_of_it(3.0) == (3.0 * 2.0 + 1.0) * (-3.0 * 2.0 + 1.0) + 0.5
    assert double_and_one(3.0) == 7.0  # as a whole, after it was a part
    codes = [
        type(dispatcher.overloads[(numba.float64,)].library) for dispatcher in (double._part, double_and_one._part)
    ]
    assert codes == [InPlaceCode, PartCode]
    assert not double.overloads  # nobody called it from Python
    again = all_of_it.overloads[(numba.float64,)].reload_init
    assert [one.args for one in again] == [(__name__, "_phase", (numba.float64,))]  # loaded before all of it is


@pytest.mark.skipif(numba.config.DISABLE_JIT, reason="nothing is compiled")
def test_functions_that_are_not_of_the_kernel_can_call_it() -> None:
    stranger = numba.njit(lambda number: double_and_one(number) + double(number) + phase(number))
    assert stranger(2.0) == 5.0 + 4.0 - 15.0


def test_a_whole_has_the_same_name_in_every_process_and_a_part_one_for_each_time_that_it_is_compiled() -> None:
    given = (numba.float64, numba.int64)
    assert _lasting_name("a.b", given, uid=1) == _lasting_name("a.b", given, uid=2)
    names = {_short_name("a.b", given, uid=1), _short_name("a.b", given, uid=2), _short_name("a.b", given[::-1], uid=1)}
    assert len(names) == 3
