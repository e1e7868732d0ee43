"""Answers to Day 10's challenge, written differently: the right ones pass, the wrong ones are caught."""


# --- right: the index of the smallest by key, and running sums
def kmeans(points, centres, rounds=100):
    now = [tuple(centre) for centre in centres]
    labels = None
    while True:
        new = []
        for point in points:
            new.append(min(range(len(now)), key=lambda k: (distance(point, now[k]), k)))
        if new == labels or rounds == 0:
            return new, now
        labels, rounds = new, rounds - 1
        for k in range(len(now)):
            total, n = [0] * len(points[0]), 0
            for point, label in zip(points, labels):
                if label == k:
                    total, n = [a + b for a, b in zip(total, point)], n + 1
            if n:
                now[k] = tuple([x / n for x in total])


# --- right: groups of points in a dictionary, and its own distance with a root
def kmeans(points, centres, rounds=100):
    def near(point, centres):
        best, place = None, 0
        for k, centre in enumerate(centres):
            gap = sum([(x - y) * (x - y) for x, y in zip(point, centre)]) ** 0.5
            if best is None or gap < best - 1e-12:
                best, place = gap, k
        return place

    labels = [near(p, centres) for p in points]
    for _ in range(rounds):
        groups = {}
        for label, point in zip(labels, points):
            groups.setdefault(label, []).append(point)
        moved = []
        for k, centre in enumerate(centres):
            if k in groups:
                n = len(groups[k])
                centre = tuple([sum(column) / n for column in zip(*groups[k])])
            moved.append(centre)
        centres = moved
        again = [near(p, centres) for p in points]
        if again == labels:
            return labels, centres
        labels = again
    return labels, centres


# --- right: stops when the centres no longer move
def kmeans(points, centres, rounds=100):
    done = 0
    labels = [closest(p, centres) for p in points]
    while done < rounds:
        moved = [
            middle([p for p, g in zip(points, labels) if g == k], c) for k, c in enumerate(centres)
        ]
        if moved == centres:
            break
        centres = moved
        labels = [closest(p, centres) for p in points]
        done += 1
    return labels, centres


def closest(point, centres):
    gaps = [distance(point, c) for c in centres]
    return gaps.index(min(gaps))


def middle(mine, centre):
    if not mine:
        return centre
    return tuple([sum([p[i] for p in mine]) / len(mine) for i in range(len(centre))])


# --- right: calls itself with one round less, and returns lists
def kmeans(points, centres, rounds=100, before=None):
    labels = []
    for point in points:
        gaps = [distance(point, centre) for centre in centres]
        labels.append(gaps.index(min(gaps)))
    if rounds == 0 or labels == before:
        return [labels, [list(centre) for centre in centres]]
    moved = []
    for k in range(len(centres)):
        mine = [points[i] for i in range(len(points)) if labels[i] == k]
        moved.append([sum(c) / len(mine) for c in zip(*mine)] if mine else centres[k])
    return kmeans(points, moved, rounds - 1, labels)


# --- right: without the square of the point, which is the same for all centres
def kmeans(points, centres, rounds=100):
    centres, labels = list(centres), None
    for turn in range(rounds + 1):
        new = []
        for point in points:
            scores = [sum([c * c - 2 * c * x for c, x in zip(centre, point)]) for centre in centres]
            low = min(scores)
            new.append([s <= low + 1e-9 for s in scores].index(True))
        if turn == rounds or new == labels:
            return new, centres
        labels = new
        for k, _ in enumerate(centres):
            mine = [p for p, label in zip(points, labels) if label == k]
            if len(mine) > 0:
                centres[k] = tuple(map(lambda c: sum(c) / len(mine), zip(*mine)))


# --- right: one loop, left when the labels stay
def kmeans(points, centres, rounds=100):
    centres = list(centres)
    labels = None
    for turn in range(rounds + 1):
        new = []
        for p in points:
            gaps = [distance(p, c) for c in centres]
            new.append(gaps.index(min(gaps)))
        if new == labels or turn == rounds:
            return new, centres
        labels = new
        for k in range(len(centres)):
            mine = [p for p, label in zip(points, labels) if label == k]
            if mine:
                centres[k] = tuple([sum(c) / len(mine) for c in zip(*mine)])

# --- wrong: sums of plain gaps instead of squares
# - gaps = [distance(p, c) for c in centres]
# + gaps = [sum([abs(a - b) for a, b in zip(p, c)]) for c in centres]

# --- wrong: an empty centre goes to the origin
# -             if mine:
# -                 centres[k] = tuple([sum(c) / len(mine) for c in zip(*mine)])
# +             n = max(1, len(mine))
# +             centres[k] = tuple([sum([p[i] for p in mine]) / n for i in range(len(centres[k]))])

# --- wrong: a tie goes to the last centre
# - new.append(gaps.index(min(gaps)))
# + new.append(max([k for k, gap in enumerate(gaps) if gap == min(gaps)]))

# --- wrong: centres rounded in every round
# - centres[k] = tuple([sum(c) / len(mine) for c in zip(*mine)])
# + centres[k] = tuple([round(sum(c) / len(mine), 2) for c in zip(*mine)])


# --- wrong: one round only
def kmeans(points, centres, rounds=100):
    labels = []
    for p in points:
        gaps = [distance(p, c) for c in centres]
        labels.append(gaps.index(min(gaps)))
    moved = []
    for k, centre in enumerate(centres):
        mine = [p for p, label in zip(points, labels) if label == k]
        moved.append(tuple([sum(c) / len(mine) for c in zip(*mine)]) if mine else centre)
    return labels, moved

# --- wrong: changes the caller's list of centres
# - def kmeans(points, centres, rounds=100):
# -     centres = list(centres)
# + def kmeans(points, centres, rounds=100):


# --- wrong: a centre moves at once, before the next point is assigned
def kmeans(points, centres, rounds=100):
    centres = list(centres)
    labels = [0] * len(points)
    for _ in range(rounds):
        before = list(labels)
        for i, p in enumerate(points):
            gaps = [distance(p, c) for c in centres]
            labels[i] = gaps.index(min(gaps))
            mine = [q for q, label in zip(points, labels) if label == labels[i]]
            centres[labels[i]] = tuple([sum(c) / len(mine) for c in zip(*mine)])
        if before == labels:
            break
    return labels, centres

# --- wrong: an empty centre jumps to the point that is farthest from all centres
# - return new, centres
# + break
# -                 centres[k] = tuple([sum(c) / len(mine) for c in zip(*mine)])
# +                 centres[k] = tuple([sum(c) / len(mine) for c in zip(*mine)])
# +             else:
# +                 centres[k] = max(points, key=lambda p: min([distance(p, c) for c in centres]))
# +     return new, centres


# --- wrong: returns the centres of the round before the last move
def kmeans(points, centres, rounds=100):
    labels = None
    for turn in range(rounds + 1):
        new = []
        for p in points:
            gaps = [distance(p, c) for c in centres]
            new.append(gaps.index(min(gaps)))
        if new == labels or turn == rounds:
            return new, old if labels else centres
        labels, old = new, list(centres)
        moved = []
        for k, centre in enumerate(centres):
            mine = [p for p, label in zip(points, labels) if label == k]
            moved.append(tuple([sum(c) / len(mine) for c in zip(*mine)]) if mine else centre)
        centres = moved

# --- wrong: the median instead of the mean
# - centres[k] = tuple([sum(c) / len(mine) for c in zip(*mine)])
# + centres[k] = tuple([sorted(c)[len(mine) // 2] for c in zip(*mine)])

# --- wrong: empty groups disappear
# - labels = new
# + labels, moved = new, []
# -                 centres[k] = tuple([sum(c) / len(mine) for c in zip(*mine)])
# +                 moved.append(tuple([sum(c) / len(mine) for c in zip(*mine)]))
# +         centres = moved
