// The Python side of a check, as text. challenge-worker.js gives it to MicroPython before any code of the reader.

export const modules = "array cmath collections copy datetime functools heapq itertools json math operator random re string struct time";

// What the reader's code can meet. Everything it needs comes in as an argument: a function's __globals__ are open to all.
export const exposed = `
def like_cpython(quick, near, math):
    # Sorting that keeps the order of equals, and rounding of the exact value: MicroPython has neither.
    def stable(items, key=None, reverse=False):
        rows = []
        for item in items:
            rows.append((item if key is None else key(item), -len(rows) if reverse else len(rows), item))
        return [row[2] for row in quick(rows, reverse=reverse)]

    def sort(self, key=None, reverse=False):
        self[:] = stable(self, key, reverse)

    def exact(x, digits=None):
        if digits is None:
            return near(x)
        if not isinstance(x, float) or not 0 <= digits <= 22 or not abs(x) * 10 ** digits < 2 ** 52:
            return near(x, digits)
        part, power = math.frexp(abs(x))
        bottom = 2 ** (53 - power)
        whole, rest = divmod(int(part * 2 ** 53) * 10 ** digits, bottom)
        if 2 * rest > bottom or 2 * rest == bottom and whole % 2:
            whole += 1
        return math.copysign(whole / 10 ** digits, x)

    return stable, sort, exact

def importer(allowed):
    def __import__(name, *rest):
        if name not in allowed:
            raise ImportError("no module named '%s'" % name)
        return allowed[name]
    return __import__

def refuse(kind, text):
    def refused(*args, **named):
        raise kind(text)
    return refused
`;

// It decides as the end of each challenge file does: an exception is expected by its class, everything else by ==.
export const harness = `
import builtins, gc, io, json, math, struct, sys, uctypes

def start(exposed, names):
    space = {}
    exec(exposed, space)
    stable, sort, exact = space["like_cpython"](sorted, round, math)
    # list.sort cannot be assigned. In the table of the type, where its row (name, function) follows that of reverse, it can be changed.
    memory = uctypes.bytearray_at(0, 1 << 20)
    name, row_before = struct.pack("<I", id("sort")), struct.pack("<I", id("reverse"))
    place = memory.find(row_before)
    while place >= 0 and memory[place + 8:place + 12] != name:
        place = memory.find(row_before, place + 1)
    if place >= 0:
        memory[place + 12:place + 16] = struct.pack("<I", id(sort))
    refuse = space["refuse"]
    builtins.sorted, builtins.round, builtins.__sort__ = stable, exact, sort  # __sort__ only keeps it from being collected
    builtins.input = refuse(RuntimeError, "input() can ask nobody here: give the value to your function instead")
    builtins.open = builtins.execfile = refuse(OSError, "there are no files here")
    builtins.help = refuse(NotImplementedError, "help() is not in this small Python")
    builtins.exit = builtins.quit = refuse(SystemExit, "")
    # No way to the modules that lead out of here: js, jsffi, sys, builtins, uctypes ...
    builtins.__import__ = space["importer"]({name: __import__(name) for name in names.split()})

def shown(value):
    try:
        text = repr(value)
    except Exception as error:
        text = "(a value that cannot be shown: %s)" % type(error).__name__
    return text if len(text) <= 400 else text[:400] + "..."

def described(error):
    out, text, line = io.StringIO(), "", None
    try:
        sys.print_exception(error, out)
        text = str(error)
    except Exception:
        pass
    for row in out.getvalue().split("\\n"):
        if row.startswith('  File "your code", line '):
            line = int(row[25:].split(",")[0])
    return {"kind": type(error).__name__, "text": text[:400], "line": line}

space, cases = {}, []

def load(given, code, expected):
    space.clear()
    gc.collect()
    table = {}
    exec(expected, table)
    cases[:] = table["CHECKS"]
    space["__name__"] = "challenge"
    exec(given, space)
    try:
        exec(compile(code, "your code", "exec"), space)
    except BaseException as error:
        return json.dumps({"error": described(error)})
    return json.dumps({"total": len(cases)})

def run(number):
    call, expected, why = cases[number]
    by_class = isinstance(expected, type)
    result = {"passed": False, "call": call, "why": why, "byClass": by_class, "type": type(expected).__name__,
              "expected": expected.__name__ if by_class else shown(expected)}
    try:
        try:
            got = eval(call, space)
        except Exception as error:
            got = error
            result["error"] = described(error)
        passed = isinstance(got, expected) if by_class else bool(got == expected)
        result["got"], result["gotType"] = shown(got), type(got).__name__
        result["passed"] = passed
    except BaseException as error:
        result["error"] = described(error)
    return json.dumps(result)
`;
