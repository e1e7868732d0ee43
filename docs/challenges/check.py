"""Judge the answers of a challenge: at home, and on its page with the same lines.

At home a challenge file ends in `run(__file__)`. Its solution file, if it lies beside it, answers
some 50 more inputs. On the page a Python that never meets the program judges: it knows the answers
as plain data, so nothing in the program can speak for itself.
"""

import sys
from collections import deque

INPUTS = 50
ROOM = 5000  # values in one answer
KINDS = {
    "NoneType": "nothing (None): is a return missing?",
    "list": "a list",
    "tuple": "a tuple",
    "dict": "a dictionary",
    "set": "a set",
    "str": "text (str)",
    "int": "a whole number (int)",
    "float": "a decimal number (float)",
    "bool": "True or False (bool)",
    "generator": "a generator: put list( ) around it?",
    "function": "a function: are the brackets of a call missing?",
}
NUMBERS = {"bool": lambda text: text == "True", "int": int, "float": float}
BUILTIN = [(one, one.__name__) for one in (bool, int, float, str, dict, list, tuple, set)]
BUILTIN += [(frozenset, "set"), (deque, "list")]
EXACT = dict(BUILTIN)  # most values are of no subclass
CONTENT = {"bool": lambda value: repr(bool(value)), "int": lambda value: repr(int(value))}
CONTENT |= {"float": lambda value: repr(float(value)), "str": str}


def plain(value, room=None, depth=30):
    """Copy a value into lists [kind, content] that hold nothing of the program's own.

    A subclass counts as the list, dictionary or number that it is. Raises ValueError for a value
    that is too large or too deep to compare.
    """
    room = room or [ROOM]
    room[0] -= 1 + (len(value) // 50 if isinstance(value, str) else 0)
    if room[0] < 0 or depth == 0:
        raise ValueError("this answer is too large to compare, or it holds itself")
    if hasattr(type(value), "tolist"):  # an array or a number of NumPy, at home
        return plain(value.tolist(), room, depth - 1)
    kind = (
        EXACT.get(type(value))
        or ([name for one, name in BUILTIN if isinstance(value, one)] or [type(value).__name__])[0]
    )
    if kind in ("Fraction", "Decimal"):
        return ["float", repr(float(value))]
    if kind in ("list", "tuple", "set", "dict"):
        items = [(key, value[key]) for key in value] if kind == "dict" else value
        return [kind, [plain(item, room, depth - 1) for item in items]]
    if kind in ("function", "closure", "builtin_function_or_method", "type"):
        return ["function", str(getattr(value, "__name__", "function"))]
    try:
        return [kind, CONTENT.get(kind, lambda one: repr(one)[:400])(value)]
    except Exception as error:
        return ["unknown", f"({type(value).__name__} that cannot be shown: {type(error).__name__})"]


def shown(data, digits=None):
    """Write plain data as Python would; `digits` rounds its floats."""
    kind, content = data
    if kind == "float" and digits is not None:
        return repr(round(float(content), digits))
    if kind == "dict":
        pairs = [shown(key, digits) + ": " + shown(value, digits) for _, (key, value) in content]
        return "{" + ", ".join(pairs) + "}"
    if kind not in ("list", "tuple", "set"):
        return repr(content) if kind == "str" else content
    inside = ", ".join([shown(one, digits) for one in content])
    if kind == "list":
        return "[" + inside + "]"
    if kind == "tuple":
        return "(" + inside + ("," if len(content) == 1 else "") + ")"
    return "{" + inside + "}" if content else "set()"


def near(got, wanted, digits, forgiven):
    """Tell whether two plain numbers are equal but for float noise, or for rounding to `digits`."""
    a, b = NUMBERS[got[0]](got[1]), NUMBERS[wanted[0]](wanted[1])
    if a != b and (a == a or b == b):
        if "float" not in (got[0], wanted[0]):
            return False
        try:
            gap, noise = abs(a - b), 1e-9 * max(1.0, abs(a), abs(b))
        except OverflowError:  # a whole number that no float can hold
            return False
        if gap == float("inf") or not gap <= noise + (0 if digits is None else 0.5 * 10**-digits):
            return False
        if gap > noise and shown(got, digits) != got[1]:
            forgiven.add(f"Rounded to {digits} decimals, as the task says, the numbers are right")
    if got[0] != wanted[0]:
        forgiven.add(f"{got[1]} counts as {wanted[1]}")
    return True


def same(got, wanted, digits=None, forgiven=None, any_order=False):
    """Tell whether two plain answers are equal; what was overlooked is added to `forgiven`."""
    forgiven = set() if forgiven is None else forgiven
    kinds = {got[0], wanted[0]}
    if not kinds - set(NUMBERS):
        return near(got, wanted, digits, forgiven)
    if len(kinds) > 1 and kinds != {"list", "tuple"}:
        return False
    if not isinstance(wanted[1], list):
        return got[0] in ("function", "NoneType") or got[0] == "str" and got[1] == wanted[1]
    if len(got[1]) != len(wanted[1]):
        return False
    if len(kinds) > 1:
        forgiven.add(f"{KINDS[got[0]][0].upper()}{KINDS[got[0]][1:]} counts as {KINDS[wanted[0]]}")
    rest = list(wanted[1])  # those that still need a partner
    free = any_order or wanted[0] in ("dict", "set")
    for one in got[1]:
        for place in range(len(rest) if free else 1):
            if same(one, rest[place], digits, forgiven):
                del rest[place]
                break
        else:
            return False
    return True


def attempt(call, line_of):
    """Make a call and return what came of it: {"value": plain data}, or its exception in words."""
    try:
        return {"value": plain(call())}
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return {"raised": bases(type(error)), "text": told(error), "line": line_of(error)}


def bases(kind):
    """Return the names of an exception's class and of all above it."""
    return [kind.__name__] + [name for one in kind.__bases__ for name in bases(one)]


def told(error):
    """Return an exception as one line, even one that refuses to be told."""
    try:
        import traceback

        rows = traceback.format_exception_only(error)  # with CPython's advice and its mark
        text = "".join([row for row in rows if not row.startswith("  File ")]).rstrip()
    except Exception:  # MicroPython has no such module
        try:
            text = type(error).__name__ + (": " + str(error) if str(error) else "")
        except Exception:
            text = type(error).__name__
    return text[:600]


def verdict(got, wanted, digits=None, any_order=False):
    """Compare an outcome of `attempt` with the one that is wanted.

    Returns (passed, rows): rows of (name, text) say what differs, or what was forgiven.
    """
    forgiven, name = set(), wanted.get("raised", [""])[0]
    if name and name in got.get("raised", ()):
        return True, []
    if (
        "value" in got
        and not name
        and same(got["value"], wanted["value"], digits, forgiven, any_order)
    ):
        return True, [("Forgiven", text + ".") for text in sorted(forgiven)[:3]]
    rows = [("Expected", f"raise {name}(...)" if name else shown(wanted["value"], digits))]
    if "raised" in got:
        return False, rows + [("Error", got["text"])]
    kind, other = got["value"][0], "" if name else wanted["value"][0]
    rows.append(("Your code gave", shown(got["value"])))
    if name and kind.endswith("Error"):
        rows.append(("Look", "The error is returned. To raise it, write raise instead of return."))
    elif other and kind != other and {kind, other} != {"list", "tuple"}:
        text = f"This is {KINDS.get(kind, 'of the type ' + kind)}".rstrip(".")
        text += "" if text.endswith("?") else "."
        other = KINDS.get(other, other).split(":")[0]
        rows.append(("Look", f"{text} What is expected is {other}."))
    return False, rows


def expected(value):
    """Turn the second item of a row of CHECKS into an outcome."""
    return {"raised": [value.__name__]} if isinstance(value, type) else {"value": plain(value)}


def trials(function, generate, line_of):
    """Call a function with each generated tuple of arguments: (before, outcome, after) for each.

    `after` are the arguments after the call: a list changed there where the reference leaves it
    alone is a fault that the answer does not show.
    """
    for arguments in list(generate(INPUTS)):
        before = plain(arguments)
        yield before, attempt(lambda: function(*arguments), line_of), plain(arguments)  # noqa: B023


def first_difference(name, mine, reference, digits=None, any_order=False):
    """Compare two lists of `trials`: None, or (call, rows) of the first that differs."""
    for (before, got, after), (_, wanted, left) in zip(mine, reference):
        call = name + shown(["tuple", before[1]]).replace(",)", ")")
        passed, rows = verdict(got, wanted, digits, any_order)
        if not passed:
            return call, rows
        if "value" in wanted and not same(after, left):
            return call, [("Look", f"The call changes what it was given, to {shown(after)}")]
    return None


def part(text, name):
    """Return what stands in a file between the marks [start:name] and [end:name], or ""."""
    begin, end = [f"# --8<-- [{word}:{name}]\n" for word in ("start", "end")]
    return text.split(begin, 1)[1].split(end, 1)[0] if begin in text else ""


def function_of(text, checks):
    """Return the name of the function that is compared: of those that `text` defines, the reference
    or the starter, the first that the checks call. A reader's own helpers do not count.
    """
    calls = "".join([sign if sign.isalpha() or sign in "_0123456789" else " " for sign in checks])
    names = [row[4:].split("(")[0].strip() for row in text.split("\n") if row[:4] == "def "]
    return ([name for name in names if name in calls.split()] + names + [""])[0]


def reference(given, solution, digits):
    """Run the reference; returns its names. It does not round at the end: no tie is a trap."""
    space = {"__name__": "reference"}
    if digits is not None:
        space["round"] = lambda x, n=None: x if n == digits else round(x, n)
    exec(given + "\n" + solution, space)
    return space


def line_in(path):
    """Return a function: the last line of the file `path` that an exception came through."""

    def line_of(error):
        line, step = None, error.__traceback__
        while step:
            line = step.tb_lineno if step.tb_frame.f_code.co_filename == path else line
            step = step.tb_next
        return line

    return line_of


def run(path):
    """Check the challenge file that is being run; returns its exit status, 0 when all is right."""
    space, failed = vars(sys.modules["__main__"]), []
    options = (space.get("DIGITS"), space.get("ANY_ORDER", False))
    file = path.replace("\\", "/").split("/")[-1]
    for number, (call, value, why) in enumerate(space["CHECKS"], 1):
        got = attempt(lambda: eval(call, space), line_in(path))  # noqa: B023
        passed, rows = verdict(got, expected(value), *options)
        print(f"{number}. {'Passed' if passed else 'Not yet'}: {call}  ({why})")
        for name, text in rows:
            line = got.get("line") if name == "Error" else None
            print(f"   {name}: {text}" + (f" (line {line} of {file})" if line else ""))
        failed += [] if passed else [number]
    total = len(space["CHECKS"])
    if failed:
        print(f"{total - len(failed)} of {total} checks passed. Look first at check {failed[0]}.")
        return 1
    found, more = compare_at_home(path, space, options) if "generate" in space else (None, "")
    print(f"All {total} checks passed{more}")
    if found:
        print("\n   ".join([found[0]] + [f"{name}: {text}" for name, text in found[1]]))
    return int(found is not None)


def text_of(path):
    """Return what a file holds, or "" when it is not there."""
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except OSError:
        return ""


def compare_at_home(path, space, options):
    """Compare with the solution file beside: (the first difference or None, words about it)."""
    beside = text_of(path[:-3] + "_solution.py")
    if not beside:
        return None, f". Put its solution file beside it to compare {INPUTS} more inputs."
    solution = part(beside, "solution")
    given = part(text_of(path) or beside, "given")  # a notebook has no file, and all in the other
    name = function_of(solution, " ".join([call for call, _, _ in space["CHECKS"]]))
    spaces = (space, reference(given, solution, options[0]))
    mine, theirs = [trials(one[name], space["generate"], line_in(path)) for one in spaces]
    found = first_difference(name, mine, theirs, *options)
    return found, ", but not this input:" if found else f", and so did {INPUTS} more inputs."
