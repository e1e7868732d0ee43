"""Programs that do harm, by mistake or on purpose. None may pass; the next run must be right."""

F = "def last_mean(values, n):\n"
A = F + "    return A()"  # of a class that stands before it
HOSTILE = {
    "loop": "while True: pass",
    "loop that prints": "while True: print('x' * 50)",
    "loop that prints letters": "while True: print('y', end='')",
    "long power": "x = 7 ** 10 ** 8",
    "sleep": "import time\ntime.sleep(1000)",
    "loop in repr": "class A:\n    def __repr__(self):\n        while True: pass\n" + A,
    "loop in iter": "class A(list):\n    def __iter__(self):\n        while True: yield 1\n" + A,
    "huge list": F + "    return [0] * 10 ** 10",
    "memory bit by bit": "x = []\nwhile True: x.append('a' * 100000 + str(len(x)))",
    "memory kept": "x = []\ntry:\n    while True: x.append([0] * 1000)\nexcept MemoryError: pass",
    "deep recursion": F + "    return last_mean(values, n)",
    "recursion at once": "def f(n): return f(n + 1)\nf(0)",
    "deep nesting": "x = " + "(" * 20000 + ")" * 20000,
    "long line": "x = '" + "a" * 49000 + "'",
    "many lines": "x = 1\n" * 8000,
    "a list in itself": F + "    a = []\n    a.append(a)\n    return a",
    "long answer": F + "    return 'a' * 10 ** 6",
    "wide answer": F + "    return list(range(10 ** 5))",
    "equal to all": "class A:\n    def __eq__(self, other): return True\n" + F + "    return A()",
    "float equal to all": "class A(float):\n    def __eq__(self, o): return True\n"
    + F
    + " return A(1)",
    "error equal to all": "class A(ValueError):\n    def __eq__(self, other): return True\n" + A,
    "a returned class": F + "    return ValueError",
    "eq that raises": "class A:\n    def __eq__(self, o): raise ValueError\n" + A,
    "repr that raises": "class A:\n    def __repr__(self): raise ValueError\n" + A,
    "str that raises": "class A(Exception):\n    def __str__(self): raise A()\n" + F + " raise A()",
    "own checks": "CHECKS = []\ncases = []\nDIGITS = -9\ndef generate(n): return []",
    "own builtins": "eval = isinstance = type = repr = len = str = float = abs = None",
    "own round": "import builtins\nbuiltins.round = lambda *all: 2.0",
    "cleared names": "globals().clear()",
    "exit": F + "    raise SystemExit",
    "exit while reading": "raise SystemExit(0)",
    "keyboard interrupt": F + "    raise KeyboardInterrupt",
    "interrupt while reading": "raise KeyboardInterrupt",
    "base exception": F + "    raise BaseException('x')",
    "generator exit": F + "    raise GeneratorExit",
    "stop iteration": F + "    raise StopIteration",
    "a generator": F + "    yield 1",
    "half a letter": "print('\\ud800')\n" + F + "    return '\\ud800'",
    "signs": "print('\\x00\\x1b[31m\\r\\u202e')\n" + F + "    return '\\x00'",
    "markup": "print('<img src=x onerror=alert(1)>')\n" + F + "    return '<script>1</script>'",
    "question": F + "    return input('?')",
    "infinite": F + "    return float('inf') - float('inf')",
    "big number": F + "    return 10 ** 20000",
    "struct": "import struct\nprint(struct.unpack('O', struct.pack('I', 4)))",
    "array": "import array\nprint(array.array('O', [1]))",
    "uctypes": "import uctypes",
    "the page": "import js\njs.postMessage('x')",
    "pyodide": "import pyodide_js\npyodide_js._module.abort()",
    "worker by import": "__import__('js')",
    "frames": "import sys\nf = sys._getframe()\nwhile f.f_back: f = f.f_back\n"
    "f.f_globals['TASKS']['ask'] = lambda call: {'value': ['float', '2.0']}",
    "harness": "import gc\nfor o in gc.get_objects():\n"
    "    if isinstance(o, dict) and 'TASKS' in o: o['TASKS'].clear()",
    "json": "import json\njson.dumps = lambda *all, **named: '[true, []]'",
    "pictures that are no data": "import plot\nplot.pictures = [plot, 3, {}]",
    "a loop for ever after": "import asyncio\nasync def f():\n"
    "    while True: await asyncio.sleep(0)\nasyncio.run(f())",
    "patched class": "import collections\ncollections.Counter.__init__ = None\nimport fractions",
}
# One of each class, for each Python; the others run once a week: CONTRIBUTING, lanes of the tests.
# A loop is in the test of what was printed before a Stop, for both, and what eats all memory in
# that of a bomb. What must be ended makes the whole Python start anew, which takes seconds.
IN_SHORT = {
    "small": "loop in repr|deep recursion|a list in itself|equal to all|"
    "str that raises|own checks|exit while reading|half a letter|frames|json|"
    "pictures that are no data",
    "whole": "deep recursion|a list in itself|a returned class|a generator|"
    "base exception|own checks|exit while reading|half a letter|frames|json",
}
