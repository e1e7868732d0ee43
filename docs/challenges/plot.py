"""Pictures from a few calls. This file and picture.py lie beside your program.

    from plot import line, points, show
    points([2022, 2023, 2024], [65, 67, 70], "men")
    line([2022, 2024], [65, 70], "model")
    show()

At home show() writes an .svg, and shows it in a notebook. In a page it adds a dict to `pictures`:
"title", "alt", and what picture.py says.
"""

import sys

from picture import LETTER, Picture, at, decimals, figures, span, svg

MOST = 2000  # values in a list, cells in an image
HOME = """<style>svg{overflow:visible}text{font:12.5px system-ui,sans-serif}.mid{text-anchor:middle}
.end{text-anchor:end}path{fill:none;stroke:#1b429f;stroke-width:2.5;
vector-effect:non-scaling-stroke;stroke-linecap:round}.b{font-weight:600}path.c2{stroke:#982d17}
path.c3{stroke:#6b3a86}path.c4{stroke:#704500}.dot,.ring{stroke-width:9}.grid,.axis{stroke:#7987a3;
stroke-width:1}.border{stroke:#7987a3}.dash,.border{stroke-dasharray:.1 6}path.hole{stroke:#fff;
stroke-width:4}.bar,.zone,.cell{fill:#1b429f;stroke:none}.c2.cell{fill:#982d17}.o0{opacity:0}
.zone,.o1,.o2{opacity:.1}.o3,.o4{opacity:.3}.o5,.o6{opacity:.5}.on{fill:#fff}</style>
<rect width="100%" height="100%" fill="#fff"/>"""

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


class Plot(Picture):
    """What is drawn until show(): any values are drawn, or refused with a ValueError."""

    def __init__(self):
        super().__init__()
        self.said = []

    def title(self, text, x="", y=""):
        """Give the picture a title, and names to its axes."""
        self.name, self.x, self.y = words(text), words(x), words(y)

    def points(self, xs, ys, label="", ring=False):
        """Draw a dot for each x and y, or a ring."""
        self.mark("ring" if ring else "dot", xs, ys, label)

    def line(self, xs, ys, label="", dashes=False):
        """Draw a line through all x and y; a y that is None breaks it."""
        self.mark("dash" if dashes else "line", xs, ys, label)

    def start(self, alone=True):
        """Raise ValueError when something is drawn that does not go with what comes."""
        if self.elements or len(self.marks) > 40 or (self.marks and alone):
            raise ValueError("this does not fit into one picture: call show() before it")

    def mark(self, kind, xs, ys, label=""):
        """Check what comes from a program, and add it."""
        self.start(alone=False)
        xs, label = items(xs), words(label)
        ys = items(ys, lambda y: None if y is None else number(y))
        if len(xs) != len(ys):
            raise ValueError(f"there are {len(xs)} x and {len(ys)} y: give each x one y")
        super().mark(kind, xs, ys, label)
        said = [f"{at(x)} {figures(y, 2)}" for x, y in zip(xs, ys) if y is not None]
        more = f" and {len(said) - 12} more" if len(said) > 12 else ""
        self.said.append(f"{label or kind}: {', '.join(said[:12])}{more}.")

    def bars(self, names, values):
        """Draw a bar for each value with its name above it."""
        self.start()
        names, values = items(names, words), items(values)
        if len(names) != len(values) or len(values) > 60:
            raise ValueError(f"{len(names)} names, {len(values)} values: give as many, 60 at most")
        super().bars(names, values)
        digits = decimals(values)
        self.said += [f"{name} {figures(value, digits)}." for name, value in zip(names, values)]

    def image(self, rows):
        """Draw a table of numbers as cells: the larger a number, the deeper its colour."""
        self.start()
        table = items(rows, items)
        count = len(table[0])
        if [row for row in table if len(row) != count] or len(table) * count > MOST:
            raise ValueError(f"an image needs rows of one length, and {MOST} cells at most")
        super().image(table)
        digits = decimals([value for row in table for value in row])
        self.said += [", ".join([figures(v, digits) for v in row[:12]]) + "." for row in table]

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
        for kind, colour, places in (("zone", "c1", zone), ("border", "", cuts)):
            Picture.mark(self, kind, [x for x, _ in places], [y for _, y in places], "", colour)

    def finish(self):
        """Return what a page needs of the picture: see the top of this file."""
        said = " ".join([self.name] + self.said).strip()
        return dict(super().finish(), title=self.name, alt=said)

    def show(self):
        """End the picture: it goes to the page, or into a file. The next call begins a new one."""
        made = self.finish()
        self.__init__()
        if not made["elements"] or len(pictures) > 19:
            raise ValueError("show() comes after points, line, bars or image, 20 times at most")
        pictures.append(made)
        if sys.platform not in ("webassembly", "emscripten"):
            save(made)


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


_now = Plot()
title, points, line = _now.title, _now.points, _now.line
bars, image, border, show = _now.bars, _now.image, _now.border, _now.show
