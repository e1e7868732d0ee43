"""Pictures from a few calls: one file for Python at home, for Pyodide and for MicroPython.

    from plot import line, points, show
    points([2022, 2023, 2024], [65, 67, 70], "men")
    line([2022, 2024], [65, 70], "model")
    show()

At home show() writes an .svg, and shows it in a notebook. In a page it adds a dict to `pictures`:
"title", "alt", "class", "height" (px) and "elements", tuples (tag, attributes, text) with nothing
but what ALLOWED names; what follows a tab in a text is bold. All paths lie in one svg of 100 x
height that is stretched to the width, all texts on top of it: letters keep their size. Colours are
class names.
"""

import math
import sys

ALLOWED = {"path": ("class", "d"), "text": ("class", "x", "y", "dx")}
WIDTH, LETTER = 288, 7  # px: the column of a phone 320 px wide, and a letter
MOST = 2000  # values in a list, cells in an image
ORDER = ("zone", "stick", "border", "dash", "line", "ring", "dot", "hi")  # the last lies on top
LAYERS = {"ring": ("ring", "hole"), "hi": ("rim", "hi"), "line": ("line", "spot")}
SPOTS = {"line": (0, -9, "end"), "right": (8, 4, "")}  # of labels: dx, dy, how they are aligned
HOME = """<style>svg{overflow:visible}text{font:12.5px system-ui,sans-serif}.mid{text-anchor:middle}
.end{text-anchor:end}path{fill:none;stroke:#1b429f;stroke-width:2.5;vector-effect:non-scaling-stroke;
stroke-linecap:round}.b{font-weight:600}path.c2{stroke:#982d17}path.c3{stroke:#6b3a86}path.c4{stroke:
#704500}.dot,.ring{stroke-width:9}.grid,.axis,.stick,.border{stroke:#7987a3;stroke-width:1}.dash,
.border{stroke-dasharray:.1 6}.hole{stroke:#fff;stroke-width:4}.bar,.zone,.cell{fill:#1b429f;stroke:
none}.c2.cell{fill:#982d17}.zone,.o1,.o2{opacity:.1}.o3,.o4{opacity:.3}.o5,.o6{opacity:.5}
.on{fill:#fff}</style><rect width="100%" height="100%" fill="#fff"/>"""

pictures = []


def number(value):
    """Return a value as a float. Raises ValueError for what cannot be drawn."""
    try:
        if not isinstance(value, (str, bytes)) and -1e10 < float(value) < 1e10:
            return float(value)
    except (TypeError, ValueError, OverflowError):
        pass
    kind = type(value).__name__
    raise ValueError(f"a picture needs numbers below ten billion, and this {kind} is not one")


def items(values, read=number):
    """Return a list of what `read` makes of each value. Raises ValueError for none, or too many."""
    values = () if isinstance(values, (str, bytes)) else values
    try:
        found = [read(value) for _, value in zip(range(MOST + 1), values)]
    except TypeError:  # not a list
        found = []
    if len(found) > MOST:
        raise ValueError(f"a list holds {MOST} values at most: draw every tenth, for example")
    if not [value for value in found if value is not None]:
        raise ValueError("a picture needs lists with at least one value in each")
    return found


def words(text):
    """Return any value as a short text without the signs that a drawing cannot hold."""
    signs = [ord(sign) for sign in str(text)[:60]]
    return "".join([chr(n) if 31 < n < 0xD800 or 0xDFFF < n < 0xFFFE else " " for n in signs])


def figures(value, digits, mark=","):
    """Return a number with so many decimals, alike in every Python; `mark` between thousands."""
    scaled, one = int(abs(value) * 10**digits + 0.5), 10**digits
    whole = f"{scaled // one:,}".replace(",", mark)
    part = "." + ("0" * digits + str(scaled % one))[-digits:] if digits else ""
    return ("\u2212" if value < 0 and scaled else "") + whole + part


def at(place):
    """Return a place in a drawing, with one decimal at most."""
    return figures(place, 1, "").replace(".0", "").replace("\u2212", "-")


def ticks(low, high, most, steps=(1, 2, 2.5, 5)):
    """Return a few round numbers between two values, and the decimals that they need."""
    unit, digits, size = 1.0, 0, (high - low) / most
    while unit > size and digits < 9:
        unit, digits = unit / 10, digits + 1
    while unit * 10 <= size:
        unit *= 10
    times = ([times for times in steps if unit * times >= size * 0.999999] + [10])[0]
    step, digits = unit * times, digits - (times == 10) + (times == 2.5) * (unit < 10)
    first, last = math.ceil(low / step - 1e-6), math.floor(high / step + 1e-6)
    return [(first + k) * step for k in range(last - first + 1)], max(0, digits)


def decimals(values):
    """Return how many decimals show three figures of the largest value; 0 for whole numbers."""
    digits, most = 0, max([abs(value) for value in values])
    while digits < 9 and most * 10**digits < 300:
        if not [value for value in values if abs(value - round(value, digits)) * 1000 > most]:
            break
        digits += 1
    return digits


def span(values, room):
    """Return the least and the greatest value, moved apart by a share of their distance."""
    low, high = min(values), max(values)
    if high - low <= 1e-6 + abs(high) / 1e6:
        return low - 1 - abs(low) / 10, high + 1 + abs(high) / 10
    return low - (high - low) * room, high + (high - low) * room


def trace(places, end=""):
    """Return the path through some places; None for y lifts the pen."""
    drawn, pen = "", "M"
    for x, y in places + [(0, None)]:
        drawn += (end if pen == " " else "") if y is None else f"{pen}{at(x)} {at(y)}"
        pen = "M" if y is None else " "
    return drawn


class Picture:
    """What is drawn until show()."""

    def __init__(self):
        self.name, self.x, self.y, self.height = "", "", "", 240
        self.left = self.right = 0  # letters that are kept free beside the drawing
        self.rows = []  # names in the place of numbers on the upright axis
        self.elements, self.paths, self.marks, self.said = [], {}, [], []

    def title(self, text, x="", y=""):
        """Give the picture a title, and names to its axes."""
        self.name, self.x, self.y = words(text), words(x), words(y)

    def points(self, xs, ys, label="", ring=False):
        """Draw a dot for each x and y, or a ring."""
        self.mark("ring" if ring else "dot", xs, ys, label)

    def line(self, xs, ys, label="", dashes=False):
        """Draw a line through all x and y; a y that is None breaks it."""
        self.mark("dash" if dashes else "line", xs, ys, label)

    def path(self, kind, d):
        """Draw a path; all of one class become one."""
        if kind not in self.paths:
            self.paths[kind] = {"class": kind.strip(), "d": ""}
            self.elements.append(("path", self.paths[kind], ""))
        self.paths[kind]["d"] += d

    def box(self, kind, left, right, top, bottom):
        """Draw a rectangle."""
        self.path(kind, f"M{at(left)} {at(top)}H{at(right)}V{at(bottom)}H{at(left)}z")

    def text(self, x, y, text, kind="", dx=0):
        """Write a text; dx: px to the right of x."""
        place = {"class": kind.strip(), "x": at(x) + "%", "y": at(y), "dx": at(dx)}
        self.elements.append(("text", place, text))

    def label(self, text, places, kind, spot):
        """Write a text near one of some places, the best first."""
        dx, dy, anchor = SPOTS.get(spot, (0, -9, "mid"))
        self.text(places[0][0], places[0][1] + dy, text, f"{kind} {anchor}", dx)

    def start(self, alone=True):
        """Raise ValueError when something is drawn that does not go with what comes."""
        if self.elements or len(self.marks) > 40 or (self.marks and alone):
            raise ValueError("this does not fit into one picture: call show() before it")

    def mark(self, kind, xs, ys, label="", colour="", names=()):
        """Add dots, rings, a line, dashes, sticks or a zone: all of them share two axes."""
        self.start(alone=False)
        xs, label = items(xs), words(label)
        ys = items(ys, lambda y: None if y is None else number(y))  # None: not known
        if len(xs) != len(ys):
            raise ValueError(f"there are {len(xs)} x and {len(ys)} y: give each x one y")
        if not colour and kind not in ("stick", "border", "hi"):
            colour = f"c{len({mark[1] for mark in self.marks if mark[1]}) % 4 + 1}"
        self.marks.append((kind, colour, xs, ys, label, names))
        said = [f"{at(x)} {figures(y, 2)}" for x, y in zip(xs, ys) if y is not None]
        more = f" and {len(said) - 12} more" if len(said) > 12 else ""
        self.said.append(f"{label or kind}: {', '.join(said[:12])}{more}.")

    def axes(self, left, right, low, high, bottom):
        """Draw grid, axis and their numbers. Return what turns x, and y, into places."""

        def across(x):
            return (x - left) / (right - left) * 100

        def up(y):
            return None if y is None else bottom - (y - low) / (high - low) * (bottom - 28)

        grid, digits = ticks(low, high, 4)
        shown = self.rows or [figures(y, digits) for y in grid]
        grid = list(range(len(self.rows))) or grid
        self.path("grid", "".join([f"M0 {at(up(y))}H100" for y in grid]))
        self.path("axis", f"M0 {at(up(0) if low < 0 < high and not self.rows else bottom)}H100")
        self.left = max([len(text) for text in shown])
        for y, text in zip(grid, shown):
            self.text(0, up(y) + 4, text, "end", -7)
        most = 2 if right >= 1e5 or left <= -1e5 else 5
        below, digits = ticks(left, right, most, (1, 2, 5))
        if 1000 < left and right < 3000 and not self.x:  # years: the first, the last, some between
            first, last, digits = math.ceil(left), math.floor(right), 0
            step = math.ceil((last - first) / 4) or 1
            below = [first + k * step for k in range(4) if first + (k + 0.6) * step < last] + [last]
        for x in below:
            self.text(across(x), bottom + 17, figures(x, digits, ""), "mid")
        self.text(0, 11, self.y, "", -LETTER * self.left)
        self.text(100, bottom + 36, self.x, "end")
        return across, up

    def field(self):
        """Draw the marks between their axes, then write their labels."""
        xs = [x for mark in self.marks for x in mark[2]]
        ys = [y for mark in self.marks for y in mark[3] if y is not None]
        kinds = [mark[0] for mark in self.marks]
        room = 0.05 if ("dot" in kinds or "ring" in kinds) and "zone" not in kinds else 0
        (left, right), (low, high) = span(xs, room), span(ys, room)
        low = 0 if 0 <= min(ys) < high / 2 else low
        if self.rows:
            low, high = -0.5, len(self.rows) - 0.5
        ends = [m[4] for m in self.marks if m[0] in ("line", "dash") and m[2][-1] == max(xs)]
        self.right = max([0] + [len(text) + 1 for text in ends if 0 < len(text) < 14])
        across, up = self.axes(left, right, low, high, self.height - (42 if self.x else 24))
        labels = []
        # MicroPython keeps no order among equals, hence the number in each key.
        for _, i in sorted([(ORDER.index(mark[0]), i) for i, mark in enumerate(self.marks)]):
            kind, colour, xs, ys, label, names = self.marks[i]
            places = [(across(x), up(y)) for x, y in zip(xs, ys)]
            self.draw(kind, colour, places)
            known = [place for place in places if place[1] is not None]
            found = [(name, [place], "b", kind) for name, place in zip(names, known) if name]
            if kind in ("line", "dash", "border"):
                spot = "right" if known[-1][0] > 94 and len(label) < 14 else "line"
                found.append((label, known[-1:], f"{colour} b", spot))
            elif kind != "stick":
                highest = sorted(known, key=lambda place: (place[1], place[0]))
                found.append((label, highest, f"{colour} b", "name"))
            for one in [one for one in found if one[0]]:
                end = one[3] == "right"
                labels.append((end, end * one[1][0][1], len(labels)) + one)
        free = 0
        for end, y, _, text, places, kind, spot in sorted(labels):
            free = max(y, free + 14) if end else 0  # names at the end, one below the other
            self.label(text, [(places[0][0], free)] if end else places, kind, spot)

    def draw(self, kind, colour, places):
        """Add the paths of one mark."""
        dots = "".join([trace([place]) + "h0" for place in places if place[1] is not None])
        lines = trace(places, "z" if kind == "zone" else "")
        for layer in LAYERS.get(kind, (kind,)):
            if layer != "spot" or len(places) < 25:
                dotted = layer == "spot" or kind in ("dot", "ring", "hi")
                self.path(f"{layer} {colour}", dots if dotted else lines)

    def bars(self, names, values, kinds=(), whole=0, digits=None, unit=""):
        """Draw a bar for each value with its name above it, so that any name fits a phone.

        kinds: a word a bar, "part" (thin), "other" (grey), "hi" or "". whole: the length of the
        pale track behind the bars, such as 100. unit: what follows the first value.
        """
        self.start()
        names, values = items(names, words), items(values)
        if len(names) != len(values) or len(values) > 60:
            raise ValueError(f"{len(names)} names, {len(values)} values: give as many, 60 at most")
        digits = decimals(values) if digits is None else digits
        low, high = min(values + [0]), max(values + [0, whole])
        scale, y = 100 / (high - low or 1), 18 * bool(whole)
        self.text(100, 11, f"{figures(whole, 0)}{unit}" * bool(whole), "end")
        for name, value, kind in zip(names, values, kinds or [""] * len(names)):
            thick, shown = 7 if kind == "part" else 12, figures(value, digits) + unit
            self.text(0, y + 12, f"{name}\t{shown}", kind, 14 if kind == "part" else 0)
            y, unit = y + 18 * bool(name), ""
            if whole:
                self.box("track", 0, 100, y, y + thick)
            self.box(f"bar {kind}", -low * scale, (value - low) * scale, y, y + thick)
            y += thick + 9
            self.said.append(f"{name} {shown}.")
        self.path("axis", f"M{at(-low * scale)} 0V{y}" * (low < 0))
        self.height = y

    def image(self, rows, names=(), columns=(), digits=None):
        """Draw a table of numbers as cells: the larger a number, the deeper its colour."""
        self.start()
        table = items(rows, items)
        count = len(table[0])
        if [row for row in table if len(row) != count] or len(table) * count > MOST:
            raise ValueError(f"an image needs rows of one length, and {MOST} cells at most")
        flat = [value for row in table for value in row]
        digits = decimals(flat) if digits is None else digits
        self.left, top = max([0] + [len(name) for name in names]), 18 * bool(columns)
        wide, most = (WIDTH - self.left * LETTER) / count, max([abs(value) for value in flat]) or 1
        tall = max(20 if names else 8, min(44, int(wide)))
        fits = max([len(figures(value, digits)) for value in flat]) * LETTER < wide
        for i, row in enumerate(table):
            y = top + i * tall
            for j, value in enumerate(row):
                level = math.ceil(abs(value) / most * 8 - 1e-9)
                kind = f"cell {'c2' if value < 0 else 'c1'} o{level}"
                self.box(kind, j * 100 / count, (j + 1) * 100 / count, y, y + tall)
                shown, kind = figures(value, digits) * fits, "mid on" if level > 6 else "mid in"
                self.text((j + 0.5) * 100 / count, y + tall / 2 + 4, shown, kind)
            self.said.append(", ".join([figures(value, digits) for value in row[:12]]) + ".")
        for i, name in enumerate(names):
            self.text(0, top + (i + 0.5) * tall + 4, name, "end", -7)
        for j, name in enumerate(columns):
            self.text((j + 0.5) * 100 / count, 12, name, "mid")
        self.height, self.tall = top + len(table) * tall, tall

    def border(self, f, level=0.5):
        """Shade where f(x, y) is at least `level`, and dot the border: draw the points first."""
        if not self.marks:
            raise ValueError("draw the points first: the border is drawn where they lie")
        left, right = span([x for mark in self.marks for x in mark[2]], 0.06)
        low, high = span([y for mark in self.marks for y in mark[3] if y is not None], 0.06)
        n, zone, cuts = 24, [], []  # cells across and up; the corners of shapes
        xs = [left + (right - left) * i / n for i in range(n + 1)]
        ys = [low + (high - low) * j / n for j in range(n + 1)]
        spots = [[(x, y, number(f(x, y)) - number(level)) for x in xs] for y in ys]
        for i, j in [(cell % n, cell // n) for cell in range(n * n)]:
            corners = [spots[b][a] for a, b in ((i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1))]
            for (x, y, here), (to_x, to_y, there) in zip(corners, corners[1:] + corners[:1]):
                zone += [(x, y)] * (here >= 0)
                if (here >= 0) != (there >= 0):
                    share = here / (here - there)
                    cuts.append((x + share * (to_x - x), y + share * (to_y - y)))
                    zone.append(cuts[-1])
            zone.append((left, None))
            cuts.append((left, None))
        for kind, colour, spots in (("zone", "c1", zone), ("border", "", cuts)):
            self.marks.append((kind, colour, [s[0] for s in spots], [s[1] for s in spots], "", ()))

    def finish(self):
        """Return what a page needs of the picture: see the top of this file."""
        if self.marks:
            self.field()
        return {
            "title": self.name,
            "alt": " ".join([self.name] + self.said).strip(),
            "class": f"plot l{self.left} r{self.right}",
            "height": self.height,
            "elements": [part for part in self.elements if part[2] or part[1].get("d")],
        }

    def show(self):
        """End the picture: it goes to the page, or into a file. The next call begins a new one."""
        made = self.finish()
        self.__init__()
        if not made["elements"] or len(pictures) > 19:
            raise ValueError("show() comes after points, line, bars or image, 20 times at most")
        pictures.append(made)
        if sys.platform not in ("webassembly", "emscripten"):
            save(made)


def svg(made):
    """Return the two layers of a picture: its paths, stretched, and its texts on top of them."""
    from html import escape  # MicroPython, which only hands pictures over, has no such module

    layers = {"path": "", "text": ""}
    for tag, attributes, text in made["elements"]:
        kept = [name for name in ALLOWED[tag] if attributes[name] not in ("", "0")]
        named = "".join([f' {name}="{escape(attributes[name])}"' for name in kept])
        plain, tab, bold = escape(text).partition("\t")
        bold = f' <tspan class="b">{bold}</tspan>' * bool(tab)
        layers[tag] += f"<{tag}{named}>{plain}{bold}</{tag}>"
    box = f'viewBox="0 0 100 {made["height"]}" preserveAspectRatio="none"'
    return f'<svg width="100%" height="100%" {box}>{layers["path"]}</svg>{layers["text"]}'


def save(made):
    """Write a picture into a file named after the program, and say so; a notebook shows it."""
    left, right = [int(part[1:]) * LETTER + 16 for part in made["class"].split()[1:]]
    title = ("text", {"class": "b", "x": str(16 - left), "y": "-16", "dx": ""}, made["title"])
    inside = svg({"elements": made["elements"] + [title], "height": made["height"]})
    size = f'width="640" height="{made["height"] + 56}"'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{HOME}<svg x="{left}" y="40" '
    drawing += f'width="{640 - left - right}" height="{made["height"]}">{inside}</svg></svg>'
    notebook = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if hasattr(notebook, "kernel"):  # Jupyter: below the cell, and no file
        from IPython.display import SVG, display

        return display(SVG(drawing))
    program = getattr(sys.modules["__main__"], "__file__", "picture").replace("\\", "/")
    name = program.split("/")[-1].replace(".py", "")
    name += f"-{len(pictures)}.svg" if len(pictures) > 1 else ".svg"
    with open(name, "w", encoding="utf-8") as file:
        file.write(drawing + "\n")
    print(f"Picture: {name}")


_now = Picture()
title, points, line = _now.title, _now.points, _now.line
bars, image, border, show = _now.bars, _now.image, _now.border, _now.show
