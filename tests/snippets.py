"""Expressions that print the same in CPython and both Pythons of the page (known.json)."""

SNIPPETS = """
[abs(-3), abs(-2.5), all([1, 0]), any([0, 1]), bool([]), chr(97), ord("a"), divmod(-7, 2)]
[-7 // 2, -7 % 3, 7.5 // 2, -7.5 % 2, 2 ** -1, 2 ** 70, 7 / 2, 1 < 2 < 3, not 1, 5 & 3, 1 << 4]
dict(a=1) == {"a": 1}, list(dict([(1, 2)])), {n: n for n in (5, 3, 9, 1)}, len({1: 2})
list(enumerate("ab", 1)), list(filter(None, [0, 1])), list(map(abs, [-1])), list(zip([1, 2], "ab"))
float("2.5"), float(3), int("12"), int(-3.7), int("x"), float("x")
max([3, 1]), min(3, 1), max([], default=3), max("abc", key=ord), min([(1, 2), (1, 1)])
list(range(5, 0, -2)), list(reversed([1, 2])), len(range(3)), tuple([1]), list("ab")
[round(x, d) for x, d in ((2.675, 2), (1.115, 2), (0.5, 0), (-2.5, 0), (1e300, 2), (1234.0, -2))]
round(2.5), round(7, 1), round(-0.5), sum([1, 2]), sum([[1], [2]], []), sum([0.5, 0.25])
sorted([(1, "b"), (0, "c"), (1, "a")], key=lambda row: row[0], reverse=True), sorted("bca")
(lambda a: (a.sort(key=lambda row: -row[0]), a))([(1, "a"), (2, "b"), (1, "c")])
(lambda a: (a.append(1), a.extend([2]), a.insert(0, 3), a.remove(2), a.pop(), a.reverse(), a))([9])
[1, 2, 1].index(1), [1, 2, 1].count(1), [1].copy(), (lambda a: (a.clear(), a))([1])
[1, 2, 3][::-1], [1, 2, 3][1:], [1] * 3, [1] + [2], (1, 2) < (1, 3), [1, 2] == [1, 2.0]
{"a": 1}.get("b", 2), list({"a": 1}.items()), list({"a": 1}.keys()), list({"a": 1}.values())
(lambda d: (d.update({"b": 2}), d.setdefault("c", 3), d.pop("a"), d))({"a": 1})
",".join(["a", "b"]), "a b".split(), "a,b".split(","), " a ".strip(), " a".lstrip(), "a ".rstrip()
"aXb".replace("X", "-"), "abc".startswith("a"), "abc".endswith("c"), "abc".find("c")
"Ab".lower(), "Ab".upper(), "12".isdigit(), "ab".isalpha(), "{}-{:.2f}".format(1, 2.5)
f"{2.345:.1f}", f"{7:>4}", f"{7:04d}", f"{0.25:.0%}", "a" in "abc", "a" < "b", "ab" * 2
[1][5], {}["a"], 1 / 0, [].pop(), int(None), "a" + 1
__import__("math").sqrt(2), __import__("math").exp(1), __import__("math").log(2)
[__import__("math").floor(-2.5), __import__("math").ceil(2.1), __import__("math").fabs(-1)]
[round(getattr(__import__("math"), n)(0.5), 9) for n in ("sin", "cos", "tan", "tanh")]
[round(getattr(__import__("math"), n)(0.5), 9) for n in ("log2", "log10")]
round(__import__("math").atan2(1, 2), 9), __import__("math").copysign(1, -2), __import__("math").pi
__import__("math").isnan(__import__("math").nan), __import__("math").isinf(__import__("math").inf)
__import__("math").e, __import__("math").exp(1000)
[kind.__name__ for kind in (Exception, IndexError, KeyError, TypeError, ValueError)]
ZeroDivisionError.__name__
None is None, True and False, False or True, print is print
""".strip().split("\n")
