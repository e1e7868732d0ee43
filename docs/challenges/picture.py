"""A picture: marks between two axes, bars or cells. plot.py and the chart blocks draw with it.

The same file runs at home, in Pyodide and in MicroPython. All paths lie in one svg of 100 x height
that is stretched to the width, all texts on top: letters keep their size. Colours are class names.
"""

import math

ALLOWED = {"path": ("class", "d"), "text": ("class", "x", "y", "dx")}
WIDTH, LETTER = 288, 7  # px: the column of a phone 320 px wide, and a letter
ORDER = ("zone", "stick", "border", "dash", "line", "ring", "dot", "hi")  # the last lies on top
LAYERS = {"ring": ("ring", "hole"), "hi": ("rim", "hi"), "line": ("line", "spot")}
# Where a label may stand beside its place: dx, dy, how it is aligned; the first free one is taken.
BESIDE = [(9, 4, ""), (-9, 4, "end"), (0, -9, "mid"), (0, 20, "mid"), (6, -7, ""), (6, 17, "")]
BESIDE += [(-6, -7, "end"), (-6, 17, "end"), (0, -20, "mid"), (0, 32, "mid")]
OVER = BESIDE[2:4] + BESIDE[:2] + BESIDE[4:]
SPOTS = {"hi": OVER, "name": OVER, "right": [(8, dy, "") for dy in (4, -6, 14, -12, 20, -22, 30)]}
SPOTS["line"] = [(0, dy, side) for dy in (-9, 20, -24, 34) for side in ("end", "mid", "")]
SHARE = {"": 0, "mid": 0.5, "end": 1}  # of a text that stands left of its place


def figures(value, digits, mark=","):
    """Return a number with so many decimals, alike in every Python; `mark` between thousands."""
    scaled, one = int(abs(value) * 10**digits + 0.5), 10**digits
    whole = f"{scaled // one:,}".replace(",", mark)
    part = "." + ("0" * digits + str(scaled % one))[-digits:] if digits else ""
    return ("\u2212" if value < 0 and scaled else "") + whole + part


def at(place):
    """Return a place in a drawing, with one decimal at most."""
    tenths = int(abs(place) * 10 + 0.5)
    shown = str(tenths // 10) + ("." + str(tenths % 10) if tenths % 10 else "")
    return "-" + shown if place < 0 and tenths else shown


def ticks(low, high, most, steps=(1, 2, 2.5, 5), below=False):
    """Return round numbers between two values, or from just below them, and their decimals."""
    unit, digits, size = 1.0, 0, (high - low) / most
    while unit > size and digits < 9:
        unit, digits = unit / 10, digits + 1
    while unit * 10 <= size:
        unit *= 10
    times = ([times for times in steps if unit * times >= size * 0.999999] + [10])[0]
    step, digits = unit * times, digits - (times == 10) + (times == 2.5) * (unit < 10)
    first = math.floor(low / step + 1e-6) if below else math.ceil(low / step - 1e-6)
    last = math.floor(high / step + 1e-6)
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
    more = (high - low) * room if high - low > 1e-6 + abs(high) / 1e6 else 1 + abs(high) / 10
    return low - more, high + more


def trace(places, end=""):
    """Return the path through some places; None for y lifts the pen."""
    drawn, pen = "", "M"
    for x, y in places + [(0, None)]:
        drawn += (end if pen == " " else "") if y is None else f"{pen}{at(x)} {at(y)}"
        pen = "M" if y is None else " "
    return drawn


def stacked(ys, most):
    """Return sorted places moved apart: texts one below the other, none below `most`."""
    free, found = 0, []
    for y in ys:
        found.append(max(y, free))
        free = found[-1] + 14
    for i in reversed(range(len(found))):
        found[i], most = min(found[i], most), min(found[i], most) - 14
    return found


def overlap(a, b):
    """Return whether two boxes (left, top, right, bottom) lie on each other, or nearly."""
    return a[0] < b[2] + 3 and b[0] < a[2] + 3 and a[1] < b[3] and b[1] < a[3]


class Picture:
    """What is drawn until finish()."""

    def __init__(self):
        self.name, self.x, self.y, self.height = "", "", "", 240
        self.left = self.right = 0  # letters that are kept free beside the drawing
        self.rows = []  # names in the place of numbers on the upright axis
        self.elements, self.paths, self.marks = [], {}, []
        self.boxes, self.lines = [], []  # left, top, right, bottom of texts, dots; pieces of lines
        self.faults = []  # texts that found no room

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
        """Write a text near one of some places, where it covers nothing, or nothing but a line."""
        room, wide = WIDTH - (self.left + self.right) * LETTER, len(text) * LETTER
        spots = [place + one for place in places[:30] for one in SPOTS.get(spot, BESIDE)]
        for taken in (self.boxes + self.lines, self.boxes):
            for x, y, dx, dy, side in spots:
                left = x * room / 100 + dx - wide * SHARE[side]
                box = left, y + dy - 10, left + wide, y + dy + 2
                inside = left > -12 and box[2] < room + self.right * LETTER + 12
                inside = inside and box[1] >= 0 and box[3] < self.height - (40 if self.x else 22)
                if inside and not any(overlap(box, other) for other in taken):
                    self.boxes.append(box)
                    return self.text(x, y + dy, text, f"{kind} {side}", dx)
        self.faults.append(text)
        self.text(places[0][0], places[0][1] - 9, text, f"{kind} mid")

    def mark(self, kind, xs, ys, label="", colour="", names=()):
        """Add dots, rings, a line, dashes, sticks or a zone: all of them share two axes.

        A y that is None is not known: it breaks a line. names: what to write beside each place.
        """
        if not colour and kind not in ("stick", "border", "hi"):
            colour = f"c{len({mark[1] for mark in self.marks if mark[1]}) % 4 + 1}"
        self.marks.append((kind, colour, xs, ys, label, names))

    def axes(self, left, right, low, high, bottom):
        """Draw grid, axis and their numbers. Return what turns x, and y, into places."""
        grid, digits = ticks(low, high, 4)
        if not self.rows and (low > 0 or high <= 0):  # the axis is not at 0: it says where it is
            grid, digits = ticks(low, high, 5, (1, 2, 5), below=True)
            low = min(low, grid[0])

        def across(x):
            return (x - left) / (right - left) * 100

        def up(y):
            return None if y is None else bottom - (y - low) / (high - low) * (bottom - 28)

        shown = self.rows or [figures(y, digits) for y in grid]
        grid = list(range(len(self.rows))) or grid
        self.path("grid", "".join([f"M0 {at(up(y))}H100" for y in grid]))
        self.path("axis", f"M0 {at(up(0) if low < 0 < high and not self.rows else bottom)}H100")
        self.left = max([len(text) for text in shown])
        for y, text in zip(grid, shown):
            self.text(0, up(y) + 4, text, "end", -7)
        below, digits = ticks(left, right, 2 if right >= 1e5 or left <= -1e5 else 5, (1, 2, 5))
        first, years = math.ceil(left), math.floor(right) - math.ceil(left)
        if 1000 < left and right < 3000 and years > 0 and not self.x:
            below, digits = ticks(first, first + years, min(years, 4), (1, 2, 5))
            for parts in [parts for parts in (3, 4) if years % parts == 0]:  # name both ends
                below = [first + k * years // parts for k in range(parts + 1)]
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
        bottom = self.height - (42 if self.x else 24)
        across, up = self.axes(left, right, low, high, bottom)
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
        labels.sort()  # those at the end come last, from the top down
        ys = stacked([label[1] for label in labels if label[0]], bottom - 5)
        for end, _, _, text, places, kind, spot in labels:
            self.label(text, [(places[0][0], ys.pop(0))] if end else places, kind, spot)

    def draw(self, kind, colour, places):
        """Add the paths of one mark, and keep its dots and its lines free of labels."""
        room = (WIDTH - (self.left + self.right) * LETTER) / 100
        known = [place for place in places if place[1] is not None]
        dots = "".join([trace([place]) + "h0" for place in known])
        lines = trace(places, "z" if kind == "zone" else "")
        for layer in LAYERS.get(kind, (kind,)):
            if layer != "spot" or len(places) < 25:
                dotted = layer == "spot" or kind in ("dot", "ring", "hi")
                self.path(f"{layer} {colour}", dots if dotted else lines)
        if kind in ("dot", "ring", "hi"):
            self.boxes += [(x * room - 4, y - 4, x * room + 4, y + 4) for x, y in known]
            known = []
        for (x, y), (to_x, to_y) in [] if kind == "zone" else zip(known, known[1:]):
            parts = int(max(abs(to_x - x) * room, abs(to_y - y)) / 6) + 1
            for share in [part / parts for part in range(parts + 1)]:
                over, down = (x + (to_x - x) * share) * room, y + (to_y - y) * share
                self.lines.append((over - 1, down - 2, over + 1, down + 2))

    def bars(self, names, values, kinds=(), whole=0, digits=None, unit=""):
        """Draw a bar for each value with its name above it, so that any name fits a phone.

        kinds: a word a bar, "part" (thin), "other" (grey), "hi" or "". whole: the length of the
        pale track behind the bars, such as 100. unit: what follows the first value.
        """
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
            self.path("axis", f"M{at(-low * scale)} {y - 2}V{y + thick + 2}" * (low < 0))
            y += thick + 9
        self.height = y

    def image(self, table, names=(), columns=(), digits=None):
        """Draw a table of numbers as cells: the larger a number, the deeper its colour."""
        count = len(table[0])
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
        for i, name in enumerate(names):
            self.text(0, top + (i + 0.5) * tall + 4, name, "end", -7)
        for j, name in enumerate(columns):
            self.text((j + 0.5) * 100 / count, 12, name, "mid")
        self.height, self.tall = top + len(table) * tall, tall

    def finish(self):
        """Return "class", "height" (px), "elements": tag, what ALLOWED names, text (tab: bold)."""
        if self.marks:
            self.field()
        return {
            "class": f"plot l{self.left} r{self.right}",
            "height": self.height,
            "elements": [part for part in self.elements if part[2] or part[1].get("d")],
        }


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
