"""Answers to Day 9's challenge, written differently: the right ones pass, the wrong ones are caught."""


# --- right: one comprehension, after the question whether it fits
def convolve(picture, kernel):
    h, w = len(kernel), len(kernel[0])
    down, along = len(picture) - h + 1, len(picture[0]) - w + 1
    if down < 1 or along < 1:
        raise ValueError("does not fit")
    places = [(i, j) for i in range(h) for j in range(w)]
    return [
        [sum([kernel[i][j] * picture[r + i][c + j] for i, j in places]) for c in range(along)]
        for r in range(down)
    ]


# --- right: cuts the window out, then multiplies row by row
def convolve(picture, kernel):
    h, w = len(kernel), len(kernel[0])
    if len(picture) < h or len(picture[0]) < w:
        raise ValueError("too small")
    answers = []
    for r in range(len(picture) - h + 1):
        answers.append([])
        for c in range(len(picture[0]) - w + 1):
            window = [row[c : c + w] for row in picture[r : r + h]]
            total = 0
            for weights, values in zip(kernel, window):
                total += sum([a * b for a, b in zip(weights, values)])
            answers[-1].append(total)
    return answers


# --- right: weight by weight, the whole picture shifted and added
def convolve(picture, kernel):
    down = len(picture) - len(kernel) + 1
    along = len(picture[0]) - len(kernel[0]) + 1
    if min(down, along) <= 0:
        raise ValueError("no place")
    answers = [[0] * along for _ in range(down)]
    for i, weights in enumerate(kernel):
        for j, weight in enumerate(weights):
            for r in range(down):
                for c in range(along):
                    answers[r][c] += weight * picture[r + i][c + j]
    return answers


# --- right: the picture as one long list
def convolve(picture, kernel):
    width, w = len(picture[0]), len(kernel[0])
    if len(kernel) > len(picture) or w > width:
        raise ValueError("kernel")
    cells = [value for row in picture for value in row]
    found, row = [], []
    for at in range(width * (len(picture) - len(kernel) + 1)):
        if at % width + w > width:
            continue
        row.append(0)
        for i in range(len(kernel)):
            for j in range(w):
                row[-1] += kernel[i][j] * cells[at + i * width + j]
        if len(row) == width - w + 1:
            found.append(row)
            row = []
    return found


# --- right: each row of the kernel slides over a row of the picture (helper below)
def convolve(picture, kernel):
    if len(kernel) > len(picture) or len(kernel[0]) > len(picture[0]):
        raise ValueError("it does not fit")
    answers = []
    for r in range(len(picture) - len(kernel) + 1):
        parts = [slide(picture[r + i], weights) for i, weights in enumerate(kernel)]
        answers.append([sum(column) for column in zip(*parts)])
    return answers


def slide(values, weights):
    found = []
    for c in range(len(values) - len(weights) + 1):
        found.append(sum([a * b for a, b in zip(weights, values[c:])]))
    return found


# --- right: lets Python find out that there is no place, rows as tuples
def convolve(picture, kernel):
    rows = []
    r = 0
    while r + len(kernel) <= len(picture):
        row, c = [], 0
        while c + len(kernel[0]) <= len(picture[r]):
            total = 0.0
            for i in range(len(kernel) - 1, -1, -1):
                for j in range(len(kernel[0])):
                    total += picture[r + i][c + j] * kernel[i][j]
            row.append(total)
            c += 1
        rows.append(tuple(row))
        r += 1
    if not rows or not rows[0]:
        raise ValueError("the kernel found no place")
    return rows


# --- right: the products of a window in one list
def convolve(picture, kernel):
    h, w = len(kernel), len(kernel[0])
    if h > len(picture) or w > len(picture[0]):
        raise ValueError("large")
    answers = []
    for r in range(len(picture) - h + 1):
        answers.append([])
        for c in range(len(picture[0]) - w + 1):
            cells = [kernel[i][j] * picture[r + i][c + j] for i in range(h) for j in range(w)]
            answers[-1].append(sum(cells))
    return answers


# --- wrong: turns the kernel round, as mathematicians do
def convolve(picture, kernel):
    h, w = len(kernel), len(kernel[0])
    if h > len(picture) or w > len(picture[0]):
        raise ValueError("large")
    places = [(i, j) for i in range(h) for j in range(w)]
    return [
        [
            sum([kernel[h - 1 - i][w - 1 - j] * picture[r + i][c + j] for i, j in places])
            for c in range(len(picture[0]) - w + 1)
        ]
        for r in range(len(picture) - h + 1)
    ]


# --- wrong: goes on past the border, as if zeros stood there
def convolve(picture, kernel):
    h, w = len(kernel), len(kernel[0])
    if h > len(picture) or w > len(picture[0]):
        raise ValueError("large")
    answers = []
    for r in range(len(picture)):
        answers.append([])
        for c in range(len(picture[0])):
            total = 0
            for i in range(h):
                for j in range(w):
                    if r + i < len(picture) and c + j < len(picture[0]):
                        total += kernel[i][j] * picture[r + i][c + j]
            answers[-1].append(total)
    return answers

# --- wrong: loses the last place in each direction
# - for r in range(len(picture) - h + 1):
# + for r in range(max(1, len(picture) - h)):
# - for c in range(len(picture[0]) - w + 1):
# + for c in range(max(1, len(picture[0]) - w)):


# --- wrong: rows and columns of the answers change places
def convolve(picture, kernel):
    h, w = len(kernel), len(kernel[0])
    if h > len(picture) or w > len(picture[0]):
        raise ValueError("large")
    answers = []
    for c in range(len(picture[0]) - w + 1):
        answers.append([])
        for r in range(len(picture) - h + 1):
            cells = [kernel[i][j] * picture[r + i][c + j] for i in range(h) for j in range(w)]
            answers[-1].append(sum(cells))
    return answers

# --- wrong: the mean of the products
# - answers[-1].append(sum(cells))
# + answers[-1].append(sum(cells) / len(cells))

# --- wrong: raises only where the kernel is too high and too wide at once
# - if h > len(picture) or w > len(picture[0]):
# + if h > len(picture) and w > len(picture[0]):


# --- wrong: every row of the answers is the same list
def convolve(picture, kernel):
    h, w = len(kernel), len(kernel[0])
    if h > len(picture) or w > len(picture[0]):
        raise ValueError("large")
    answers = [[0] * (len(picture[0]) - w + 1)] * (len(picture) - h + 1)
    for r in range(len(answers)):
        for c in range(len(answers[0])):
            cells = [kernel[i][j] * picture[r + i][c + j] for i in range(h) for j in range(w)]
            answers[r][c] = sum(cells)
    return answers

# --- wrong: takes every picture for a square
# - h, w = len(kernel), len(kernel[0])
# + h, w, side = len(kernel), len(kernel[0]), min(len(picture), len(picture[0]))
# - for r in range(len(picture) - h + 1):
# + for r in range(side - h + 1):
# - for c in range(len(picture[0]) - w + 1):
# + for c in range(side - w + 1):

# --- wrong: jumps by the width of the kernel, so that windows never overlap
# - for r in range(len(picture) - h + 1):
# + for r in range(0, len(picture) - h + 1, h):
# - for c in range(len(picture[0]) - w + 1):
# + for c in range(0, len(picture[0]) - w + 1, w):

# --- wrong: answers below zero are lost
# - answers[-1].append(sum(cells))
# + answers[-1].append(max(0, sum(cells)))

# --- wrong: no answers instead of an error
# -     h, w = len(kernel), len(kernel[0])
# -     if h > len(picture) or w > len(picture[0]):
# -         raise ValueError("large")
# +     h, w = len(kernel), len(kernel[0])

# --- wrong: rounds to three decimals
# - answers[-1].append(sum(cells))
# + answers[-1].append(round(sum(cells), 3))
