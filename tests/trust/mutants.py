"""Mutation testing: changes the code of a module in one place at a time and tells which changes no test notices.

``python tests/trust/mutants.py src/newsclaims/dates/normalise.py tests/dates`` prints each survivor and the score.
``--most 200`` draws that many of the mutants, the same ones each time; ``--list`` only names them.

The tests are collected and the models loaded once; each mutant is a fork in which one function's code is exchanged,
and only the tests that run its line are run. Only functions are changed: tables and patterns of a module are not.
"""

import argparse
import ast
import copy
import importlib
import io
import json
import os
import random
import signal
import sys
import time
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from newsclaims.nlp import load

ROOT = Path(__file__).parents[2]
# A mutant that takes this many times as long as the tests did, and some seconds, has run away.
_PATIENCE = 10
_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_OPERATIONS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.Add,
}


@dataclass(frozen=True)
class Mutant:
    """A changed function: its name in the module, the changed line as it reads now, and its code."""

    function: str
    line: int
    change: str
    code: types.CodeType


class _Site:
    """A copy of the module's tree and the node in it that `number` names."""

    def __init__(self, tree: ast.Module, number: int) -> None:
        self.tree = copy.deepcopy(tree)
        self.nodes = list(ast.walk(self.tree))
        self.node = self.nodes[number]

    def replace(self, new: ast.AST) -> None:
        for parent in self.nodes:
            for field, value in ast.iter_fields(parent):
                if value is self.node:
                    setattr(parent, field, ast.copy_location(new, self.node))
                elif isinstance(value, list) and any(item is self.node for item in value):
                    value[:] = [ast.copy_location(new, item) if item is self.node else item for item in value]


def _set(field: str, value: object) -> Callable[[_Site], None]:
    return lambda site: setattr(site.node, field, value)


def _put(new: Callable[[ast.AST], ast.AST]) -> Callable[[_Site], None]:
    return lambda site: site.replace(new(site.node))


def _changes(node: ast.AST) -> Iterator[Callable[[_Site], None]]:
    """What can be changed at `node`."""
    yield from _changed_values(node)
    yield from _changed_flow(node)


def _changed_values(node: ast.AST) -> Iterator[Callable[[_Site], None]]:
    match node:
        case ast.Compare(ops=[operator]):
            for kind in _COMPARISONS[type(operator)]:
                yield _set("ops", [kind()])
        case ast.BoolOp(op=operator, values=values):
            yield _set("op", ast.Or() if isinstance(operator, ast.And) else ast.And())
            for index in range(len(values)):
                yield _put(lambda old, index=index: _without(old, index))  # type: ignore[misc]
        case ast.UnaryOp(op=ast.Not()):
            yield _put(lambda old: old.operand)  # type: ignore[attr-defined]
        case ast.BinOp(op=operator) if type(operator) in _OPERATIONS and not _is_text(node):
            yield _set("op", _OPERATIONS[type(operator)]())
        case ast.Constant(value=bool(value)):
            yield _set("value", not value)
        case ast.Constant(value=int(value)):
            yield _set("value", value + 1)
        case ast.Constant(value=str(value)) if value:
            yield _set("value", value + "~")


def _changed_flow(node: ast.AST) -> Iterator[Callable[[_Site], None]]:
    match node:
        case ast.If() | ast.While() | ast.IfExp() if isinstance(
            node.test, ast.Name | ast.Call | ast.Attribute
        ):
            yield _set("test", ast.UnaryOp(ast.Not(), node.test))
        case ast.comprehension(ifs=[_, *_]):
            yield _set("ifs", [])
        case ast.Break():
            yield _put(lambda _: ast.Continue())
        case ast.Continue():
            yield _put(lambda _: ast.Break())
        case ast.Expr(value=ast.Call()) | ast.AugAssign():
            yield _put(lambda _: ast.Pass())


def _without(operation: ast.AST, index: int) -> ast.expr:
    """A chain of conditions without one of them."""
    assert isinstance(operation, ast.BoolOp)
    rest = [value for number, value in enumerate(operation.values) if number != index]
    return rest[0] if len(rest) == 1 else ast.BoolOp(operation.op, rest)


def _is_text(node: ast.BinOp) -> bool:
    """Whether a string is added to, which would fail at once and prove nothing."""
    return any(
        isinstance(part, ast.JoinedStr) or (isinstance(part, ast.Constant) and isinstance(part.value, str))
        for part in (node.left, node.right)
    )


def _mutable(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """The nodes of functions' bodies that mean something when run, each with the function's name in the module."""
    holders: list[ast.Module | ast.ClassDef] = [
        tree,
        *(node for node in tree.body if isinstance(node, ast.ClassDef)),
    ]
    for holder in holders:
        prefix = f"{holder.name}." if isinstance(holder, ast.ClassDef) else ""
        for function in holder.body:
            if isinstance(function, ast.FunctionDef):
                for statement in function.body:
                    for node in _running(statement):
                        yield prefix + function.name, node


def _running(node: ast.AST) -> Iterator[ast.AST]:
    """`node` and what is below it, without docstrings, annotations, error messages and patterns of f-strings."""
    if isinstance(node, ast.Raise | ast.JoinedStr | ast.FormattedValue | ast.arguments):
        return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.Assign) and any(getattr(target, "id", "") == "msg" for target in node.targets):
        return
    yield node
    for field, value in ast.iter_fields(node):
        if field in {"annotation", "returns", "decorator_list", "format_spec", "kwd_attrs"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _running(child)


def mutants(path: Path) -> list[Mutant]:
    """Every mutant of the module's functions."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    numbers = {id(node): number for number, node in enumerate(ast.walk(tree))}
    found = []
    for function, node in _mutable(tree):
        line = getattr(node, "lineno", 0) or next(
            (getattr(child, "lineno", 0) for child in ast.walk(node) if hasattr(child, "lineno")), 0
        )
        for change in _changes(node):
            site = _Site(tree, numbers[id(node)])
            change(site)
            ast.fix_missing_locations(site.tree)
            statement = _statement(site.tree, line)
            code = _code(compile(site.tree, str(path), "exec"), function)
            found.append(Mutant(function, line, statement, code))
    return found


def _statement(tree: ast.Module, line: int) -> str:
    """The innermost statement over `line`, in one line."""
    over = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or 0)
    ]
    shown = min(over, key=lambda node: (node.end_lineno or 0) - node.lineno)
    return ast.unparse(shown).split("\n")[0][:150]


def _code(module: types.CodeType, function: str) -> types.CodeType:
    code = module
    for name in function.split("."):
        codes = [
            const for const in code.co_consts if isinstance(const, types.CodeType) and const.co_name == name
        ]
        code = codes[-1]
    return code


def _function(module: types.ModuleType, name: str) -> types.FunctionType:
    found: object = module
    for part in name.split("."):
        found = found.__dict__[part]
    if isinstance(found, property):
        found = found.fget
    found = getattr(found, "__func__", found)
    while not isinstance(found, types.FunctionType):
        found = getattr(found, "__wrapped__", None) or getattr(found, "func")  # noqa: B009
    return found


class Mutation:
    """In place of the tests' loop: runs the tests once, then those that matter for each mutant in a fork."""

    def __init__(self, path: Path, most: int | None) -> None:
        self.out = os.fdopen(os.dup(1), "w", encoding="utf-8")  # what pytest does not capture
        self.path = path.resolve()
        name = ".".join(self.path.relative_to(ROOT / "src").with_suffix("").parts)
        self.module = importlib.import_module(name)
        drawn = mutants(self.path)
        if most is not None and most < len(drawn):
            drawn = sorted(random.Random(0).sample(drawn, most), key=lambda mutant: mutant.line)  # noqa: S311
        self.mutants = drawn
        self.outcomes: dict[str, int] = {"killed": 0, "timed out": 0, "survived": 0, "not run": 0}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Replace pytest's own loop."""
        session.config.get_terminal_writer()._file = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
        lines, seconds, failed = self._observed(session)
        if failed:
            self._say(f"fail without any mutant, left out: {failed}")
        for mutant in self.mutants:
            matter = [item for item in session.items if mutant.line in lines[item.nodeid]]
            if not matter:  # within an expression, on a line of its own
                code = mutant.code
                own = {
                    line for *_, line in code.co_lines() if line is not None and line != code.co_firstlineno
                }
                matter = [item for item in session.items if own.intersection(lines[item.nodeid])]
            matter = [item for item in matter if item.nodeid not in failed]
            limit = 5 + _PATIENCE * sum(seconds[item.nodeid] for item in matter)
            outcome = self._outcome(mutant, session, matter, int(limit)) if matter else "not run"
            self.outcomes[outcome] += 1
            if outcome in {"survived", "not run"}:
                self._say(f"{self.path.name}:{mutant.line}: {outcome}: {mutant.function}: {mutant.change}")
        total = len(self.mutants)
        caught = self.outcomes["killed"] + self.outcomes["timed out"]
        self._say(
            f"{self.path.name}: {caught} of {total} caught ({caught / max(total, 1):.1%}), {self.outcomes}"
        )
        return True

    def _say(self, line: str) -> None:
        print(line, file=self.out, flush=True)

    def _observed(self, session: pytest.Session) -> tuple[dict[str, list[int]], dict[str, float], list[str]]:
        """Which lines of the module each test runs, how long it takes, and which tests fail as it is."""

        def observe(write: io.TextIOBase) -> int:
            lines: dict[str, list[int]] = {}
            seconds: dict[str, float] = {}
            failed = []
            filename = str(self.path)
            for item, following in _in_order(session.items):
                seen: set[int] = set()
                before = session.testsfailed
                start = time.monotonic()
                sys.settrace(_tracer(filename, seen))
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
                sys.settrace(None)
                seconds[item.nodeid] = time.monotonic() - start
                lines[item.nodeid] = sorted(seen)
                if session.testsfailed > before:
                    failed.append(item.nodeid)
            write.write(json.dumps([lines, seconds, failed]))
            return 0

        _, said = _forked(observe, limit=3600)
        lines, seconds, failed = json.loads(said)
        return lines, seconds, failed

    def _outcome(self, mutant: Mutant, session: pytest.Session, items: list[pytest.Item], limit: int) -> str:
        def run(write: io.TextIOBase) -> int:
            del write
            _function(self.module, mutant.function).__code__ = mutant.code
            for item, following in _in_order(items):
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
                if session.testsfailed:
                    return 1
            return 0

        status, _ = _forked(run, limit)
        return {0: "survived", 1: "killed"}.get(status, "timed out")


def _in_order(items: list[pytest.Item]) -> Iterator[tuple[pytest.Item, pytest.Item | None]]:
    return zip(items, [*items[1:], None], strict=True)


def _tracer(filename: str, seen: set[int]) -> Callable[..., Any]:
    def local(frame: types.FrameType, event: str, arg: object) -> object:
        del event, arg
        seen.add(frame.f_lineno)
        return local

    def trace(frame: types.FrameType, event: str, arg: object) -> object:
        del event, arg
        if frame.f_code.co_filename == filename:
            seen.add(frame.f_lineno)
            return local
        return None

    return trace


def _forked(run: Callable[[io.TextIOBase], int], limit: int) -> tuple[int, str]:
    """The exit status of `run` in a fork, negative where a signal ended it, and what it wrote."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        status = 3
        try:
            os.close(read)
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.alarm(limit)
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
            with open(write, "w", encoding="utf-8") as said:  # noqa: PTH123 - a descriptor
                status = run(said)
        except BaseException:  # noqa: BLE001 - a mutant may do anything
            status = 1
        finally:
            os._exit(status)
    os.close(write)
    with open(read, encoding="utf-8") as said:  # noqa: PTH123
        text = said.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), text


def _main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("module", type=Path)
    parser.add_argument("tests", nargs="*")
    parser.add_argument("--most", type=int)
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    if options.list:
        for mutant in mutants(options.module):
            sys.stdout.write(f"{mutant.line}: {mutant.function}: {mutant.change}\n")
        return
    os.environ["CI"] = "1"  # the same examples for each mutant
    os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = os.devnull
    load()
    mutation = Mutation(options.module, options.most)
    sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", *options.tests], plugins=[mutation]))


if __name__ == "__main__":
    _main()
