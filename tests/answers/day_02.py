"""Answers to Day 2's challenge, written differently: the right ones pass, the wrong ones are caught."""


# --- right: every score that fits, then the highest
def screen(validation, test, min_recall):
    fitting = [s for s, _ in validation if recall_of(validation, s) >= min_recall]
    if not fitting or not any([sick for _, sick in validation]):
        return None
    threshold = max(fitting)
    rung = [sick for score, sick in test if score >= threshold]
    precision = sum(rung) / len(rung) if rung else 0.0
    return threshold, round(precision, 3), round(recall_of(test, threshold), 3)


def recall_of(group, threshold):
    ill = [score for score, sick in group if sick]
    return len([s for s in ill if s >= threshold]) / len(ill) if ill else 0.0


# --- right: sorts the pairs and counts downwards
def screen(validation, test, min_recall):
    total = sum([sick for _, sick in validation])
    if total == 0:
        return None
    found = 0
    for score, sick in sorted(validation, reverse=True):
        found += sick
        if sick and found >= min_recall * total - 1e-9:
            threshold = score
            break
    hits = misses = false = 0
    for score, sick in test:
        if sick and score >= threshold:
            hits += 1
        elif sick:
            misses += 1
        elif score >= threshold:
            false += 1
    precision = hits / (hits + false) if hits + false else 0.0
    recall = hits / (hits + misses) if hits + misses else 0.0
    return (threshold, round(precision, 3), round(recall, 3))


# --- right: a set of scores in falling order, an answer in a list
def screen(validation, test, min_recall):
    ill = [s for s, sick in validation if sick == 1]
    if len(ill) == 0:
        return None
    for threshold in reversed(sorted(set([s for s, _ in validation]))):
        if sum([1 for s in ill if s >= threshold]) >= min_recall * len(ill) - 1e-9:
            alarms = [pair for pair in test if pair[0] >= threshold]
            found = sum([sick for _, sick in alarms])
            every = sum([sick for _, sick in test])
            return [
                threshold,
                round(found / len(alarms), 3) if alarms else 0.0,
                round(found / every, 3) if every else 0.0,
            ]


# --- right: try, and let the division fail
def screen(validation, test, min_recall):
    sick = sorted([s for s, y in validation if y])
    best = None
    for t in sick:
        if sum([s >= t for s in sick]) / len(sick) >= min_recall:
            best = t
    if best is None:
        return None
    found = sum([y for s, y in test if s >= best])
    rung, every = sum([s >= best for s, _ in test]), sum([y for _, y in test])
    return best, share(found, rung), share(found, every)


def share(part, whole):
    try:
        return round(part / whole, 3)
    except ZeroDivisionError:
        return 0.0


# --- right: the k-th ill score from the top
def screen(validation, test, min_recall):
    ill = sorted([s for s, y in validation if y], reverse=True)
    if not ill:
        return None
    k = 1
    while k / len(ill) < min_recall:
        k += 1
    threshold, counts = ill[k - 1], {}
    for score, y in test:
        key = (score >= threshold, y)
        counts[key] = counts.get(key, 0) + 1
    found, false = counts.get((True, 1), 0), counts.get((True, 0), 0)
    missed = counts.get((False, 1), 0)
    precision = found / max(found + false, 1)
    return threshold, round(precision, 3), round(found / max(found + missed, 1), 3)


# --- right: the largest of the scores that fit
def screen(validation, test, min_recall):
    ill = [s for s, y in validation if y]
    if not ill:
        return None
    t = max([t for t in ill if sum([s >= t for s in ill]) / len(ill) >= min_recall])
    found = sum([y for s, y in test if s >= t])
    rung, every = sum([s >= t for s, _ in test]), sum([y for _, y in test])
    return t, round(found / rung, 3) if rung else 0.0, round(found / every, 3) if every else 0.0

# --- wrong: half way between two scores
# -     t = max([t for t in ill if sum([s >= t for s in ill]) / len(ill) >= min_recall])
# +     t = max([t for t in ill if sum([s >= t for s in ill]) / len(ill) >= min_recall])
# +     below = [s for s, _ in validation if s < t]
# +     t = (t + max(below)) / 2 if below else t

# --- wrong: the recall has to be more than what was asked
# - ill = [s for s, y in validation if y]
# + ill = sorted([s for s, y in validation if y], reverse=True)
# -     t = max([t for t in ill if sum([s >= t for s in ill]) / len(ill) >= min_recall])
# +     t = ill[-1]
# +     for score in ill:
# +         if sum([s >= score for s in ill]) / len(ill) > min_recall:
# +             t = score
# +             break

# --- wrong: precision and recall change places
# - return t, round(found / rung, 3) if rung else 0.0, round(found / every, 3) if every else 0.0
# + return t, round(found / every, 3) if every else 0.0, round(found / rung, 3) if rung else 0.0

# --- wrong: accuracy in place of precision
# -     rung, every = sum([s >= t for s, _ in test]), sum([y for _, y in test])
# -     return t, round(found / rung, 3) if rung else 0.0, round(found / every, 3) if every else 0.0
# +     right, every = sum([(s >= t) == bool(y) for s, y in test]), sum([y for _, y in test])
# +     return (
# +         t,
# +         round(right / len(test), 3) if test else 0.0,
# +         round(found / every, 3) if every else 0.0,
# +     )


# --- wrong: gives up when nobody in the test group is ill
def screen(validation, test, min_recall):
    ill = [s for s, y in validation if y]
    every = sum([y for _, y in test])
    if not ill or not every:
        return None
    t = max([t for t in ill if sum([s >= t for s in ill]) / len(ill) >= min_recall])
    found, rung = sum([y for s, y in test if s >= t]), sum([s >= t for s, _ in test])
    return t, round(found / rung, 3) if rung else 0.0, round(found / every, 3)

# --- wrong: raises an error instead of returning None
# -     ill = [s for s, y in validation if y]
# -     if not ill:
# -         return None
# +     ill = [s for s, y in validation if y]

# --- wrong: counts the same score once
# - ill = [s for s, y in validation if y]
# + ill = set([s for s, y in validation if y])

# --- wrong: the smallest precision wins, so the lowest threshold
# -     t = max([t for t in ill if sum([s >= t for s in ill]) / len(ill) >= min_recall])
# +     scores = [s for s, _ in validation]
# +     t = min([t for t in scores if sum([s >= t for s in ill]) / len(ill) >= min_recall])


# --- wrong: chosen on the test group
def screen(validation, test, min_recall):
    ill = [s for s, y in test if y]
    if not any([y for _, y in validation]):
        return None
    if not ill:
        return 0.0, 0.0, 0.0
    t = max([t for t in ill if sum([s >= t for s in ill]) / len(ill) >= min_recall])
    found = sum([y for s, y in test if s >= t])
    rung = sum([s >= t for s, _ in test])
    return t, round(found / rung, 3) if rung else 0.0, round(found / len(ill), 3)

# --- wrong: judged on the group that chose
# -     found = sum([y for s, y in test if s >= t])
# -     rung, every = sum([s >= t for s, _ in test]), sum([y for _, y in test])
# -     return t, round(found / rung, 3) if rung else 0.0, round(found / every, 3) if every else 0.0
# +     found, rung = sum([s >= t for s in ill]), sum([s >= t for s, _ in validation])
# +     return t, round(found / rung, 3), round(found / len(ill), 3)

# --- wrong: the alarm rings only above the threshold
# -     found = sum([y for s, y in test if s >= t])
# -     rung, every = sum([s >= t for s, _ in test]), sum([y for _, y in test])
# +     found = sum([y for s, y in test if s > t])
# +     rung, every = sum([s > t for s, _ in test]), sum([y for _, y in test])


# --- wrong: "or None" loses a threshold of 0.0
def screen(validation, test, min_recall):
    ill = [s for s, y in validation if y]
    t = max([t for t in ill if sum([s >= t for s in ill]) / len(ill) >= min_recall] or [0]) or None
    if t is None:
        return None
    found = sum([y for s, y in test if s >= t])
    rung, every = sum([s >= t for s, _ in test]), sum([y for _, y in test])
    return t, round(found / rung, 3) if rung else 0.0, round(found / every, 3) if every else 0.0


# --- wrong: the recall is rounded before it is compared
def screen(validation, test, min_recall):
    ill = [score for score, sick in validation if sick]
    if not ill:
        return None
    shares = [(t, round(sum([s >= t for s in ill]) / len(ill), 3)) for t in ill]
    threshold = max([t for t, share in shares if share >= min_recall])
    alarms = [sick for score, sick in test if score >= threshold]
    every = sum([sick for _, sick in test])
    precision = sum(alarms) / len(alarms) if alarms else 0.0
    recall = sum(alarms) / every if every else 0.0
    return threshold, round(precision, 3), round(recall, 3)
