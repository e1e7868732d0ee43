"""Runs a program, or judges its answers, in either Python: worker.js asks `entry`, in JSON.

One Python runs the program and tells what came of each call, as plain data. Another one, which
never meets the program, knows the checks and the reference, and judges. Both read these lines.
"""

import builtins
import json
import sys

FILE = "your code"
SMALL = sys.implementation.name == "micropython"
ALLOWED = "cmath copy datetime json random re string time"  # no struct, no array: they reach memory
NO_INPUT = "input() can ask nobody here: give the value to your function instead"
loads, dumps = json.loads, json.dumps  # a program may change those of the module
check, mend, small, space, state = {}, {}, {}, {}, {}


def line_of(error):
    """Return the last line of the program that an exception came through, or None."""
    if not SMALL:
        if getattr(error, "filename", "") == FILE:
            return error.lineno
        return check["line_in"](FILE)(error)
    out, line = state["io"].StringIO(), None
    try:
        sys.print_exception(error, out)
    except Exception:
        pass  # it refuses to be told
    for row in out.getvalue().split("\n"):
        if row.startswith(f'  File "{FILE}", line '):
            line = int(row[len(FILE) + 16 :].split(",")[0])
    return line


def start(texts):
    """Take the texts of check.py, mend.py and small.py, and get ready to run a program."""
    exec(texts["check"], check)
    exec(texts["mend"], mend)
    if SMALL:
        exec(texts["small"], small)
    builtins.input = mend["refuse"](RuntimeError, NO_INPUT)
    with open("check.py", "w") as file:  # a file from home, pasted whole, ends in run(...)
        file.write("def run(path):\n    return 0\n")
    (start_small if SMALL else start_whole)()


def copy(source, target, around=""):
    """Copy the public names of a class or module; `around` is put before and behind each."""
    for name, value in source.__dict__.items() if source else ():
        if name[0] != "_":
            setattr(target, around + name + around, value)


def start_small():
    """Mend MicroPython, and leave the program no other module."""
    import io
    import struct

    import uctypes  # MicroPython's own

    state["io"] = io
    copy(mend["Builtins"], builtins)
    copy(mend["Guards"], builtins, "__")
    # Methods of list and str cannot be assigned, but their rows (name, function) in the table of
    # the type can be written, each after the one before it. The tables stand in this order.
    memory, place = uctypes.bytearray_at(0, 1 << 20), 0
    for before, name in (("index", "insert"), ("reverse", "sort"), ("rstrip", "format")):
        own, row = [struct.pack("<I", id(one)) for one in (name, before)]
        place = memory.find(row, place)
        while place >= 0 and memory[place + 8 : place + 12] != own:
            place = memory.find(row, place + 1)
        if place >= 0:
            memory[place + 12 : place + 16] = struct.pack("<I", id(getattr(mend["Methods"], name)))
    allowed = {name: __import__(name) for name in (ALLOWED + " check").split()}
    for name in small["MODULES"]:
        with open(f"small_{name}.py", "w") as file:  # an empty module to fill
            file.write("")
        allowed[name] = module = __import__("small_" + name)
        try:
            real = __import__(name)
        except ImportError:
            real = None
        copy(real, module)
        copy(small["MODULES"][name], module)
    state["allowed"], state["import"], state["open"] = allowed, __import__, open
    refuse = mend["refuse"]
    builtins.exit = builtins.quit = refuse(SystemExit, "")
    builtins.open = builtins.execfile = refuse(OSError, "there are no files here")
    builtins.help = refuse(NotImplementedError, "help() is not in the small Python")
    builtins.__import__ = mend["importer"](allowed)


def start_whole():
    """Take the ways to the page from CPython, and remember its modules as they are."""
    import io

    out = io.FileIO(1, "w")  # what is printed goes out at once, as with python -u
    sys.stdout = io.TextIOWrapper(out, "utf-8", "backslashreplace", write_through=True)
    sys.stderr = sys.stdout
    for name in ("js", "pyodide_js", "_pyodide_core", "pyodide.ffi", "pyodide.code"):
        sys.modules[name] = None
    kept = {k: vars(one).copy() for k, one in sys.modules.items() if hasattr(one, "__dict__")}
    state["modules"], state["all"] = kept, dict(sys.modules)


def fresh():
    """Make all modules what they were before the first run."""
    if SMALL:
        return  # each program has a Worker of its own
    for name, names in state["modules"].items():
        module = vars(state["all"][name])
        for key in [key for key in module if key not in names]:
            del module[key]
        module.update(names)
    for name in [name for name in sys.modules if name not in state["all"]]:
        del sys.modules[name]
    sys.modules.update(state["all"])


def begin(given, code, modules):
    """Run a program, which may import `modules` (texts); returns its pictures, or its error."""
    fresh()
    space.clear()
    space["__name__"], space["__file__"] = "__main__", FILE
    for name, text in sorted(modules.items()):  # picture.py, which plot.py needs, comes first
        with state.get("open", open)(name + ".py", "w") as file:
            file.write(text)
        if SMALL:
            own, builtins.__import__ = builtins.__import__, state["import"]
            state["allowed"][name] = module = builtins.__import__(name)
            builtins.__import__ = own
            module.sys = type("Names", (), {"platform": "webassembly"})  # the real one: a way out
    if SMALL:
        state["allowed"]["dataclasses"].dataclass = small["dataclass_of"](code)
    exec(given, space)
    got = check["attempt"](lambda: exec(compile(code, FILE, "exec"), space), line_of)
    if got.get("raised", ["SystemExit"])[0] != "SystemExit":
        return got
    # it ended, perhaps of its own will: what it defined is there
    drawn = state.get("allowed", sys.modules).get("plot")
    return {"pictures": getattr(drawn, "pictures", [])[:20]}


def ask(call):
    """Return what came of one call."""
    return check["attempt"](lambda: eval(call, space), line_of)


def inputs(name, given, checks):
    """Generate the further inputs for a function; returns how many there are."""
    there = {"__name__": "checks"}
    exec(given + "\n" + checks, there)
    found = list(there["generate"](check["INPUTS"])) if "generate" in there else []
    state["trials"] = check["trials"](space.get(name), lambda n: found, line_of)
    return len(found)


def trial():
    """Return what came of the next generated input, which the judge knows: [outcome, after].

    `after` are the arguments after the call, or None if they are as they were.
    """
    before, outcome, after = next(state["trials"])
    return [outcome, None if after == before else after]


# --- The judge -----------------------------------------------------------------------------------
def facts(given, checks, starter, solution):
    """Learn the checks and the reference; returns the calls to be made, and what to compare.

    The same texts are learnt once: from the second run on, the reference has answered already.
    """
    texts, state["compared"] = [given, checks, starter, solution], 0
    if state.get("texts") == texts:
        return state["facts"]
    space.clear()
    exec(given + "\n" + checks, space)
    options = state["options"] = (space.get("DIGITS"), space.get("ANY_ORDER", False))
    calls = " ".join([call for call, _, _ in space["CHECKS"]])
    name = state["name"] = check["function_of"](solution or starter, calls)
    state["cases"] = [check["expected"](value) for _, value, _ in space["CHECKS"]]
    there = check["reference"](given, solution, options[0]) if solution else {}
    ready = name in there and "generate" in space
    state["reference"] = (
        check["trials"](there.get(name), space["generate"], line_of) if ready else ()
    )
    state["answers"], state["texts"] = [], texts
    cases = [[call, why] for call, _, why in space["CHECKS"]]
    state["facts"] = {"cases": cases, "name": name, "more": ready}
    return state["facts"]


def judge(number, outcome):
    """Return (passed, rows) for an outcome of `ask`."""
    return check["verdict"](outcome, state["cases"][number], *state["options"])


def compare(mine):
    """Return None or (call, rows) for the next outcome of `trial`."""
    answers, state["compared"] = state["answers"], state["compared"] + 1
    if len(answers) < state["compared"]:
        answers.append(next(state["reference"]))
    theirs = answers[state["compared"] - 1]
    outcome, after = mine
    trial = theirs[0], outcome, after or theirs[0]
    return check["first_difference"](state["name"], [trial], [theirs], *state["options"])


def entry(text):
    """Do what a JSON list [name, arguments...] asks; returns the answer in JSON."""
    name, *rest = loads(text)
    return dumps(TASKS[name](*rest))


TASKS = {task.__name__: task for task in (start, begin, ask, inputs, trial, facts, judge, compare)}
