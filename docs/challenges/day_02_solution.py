"""Day 2: a reference solution. Try the challenge before you read it."""


# --8<-- [start:solution]
def screen(validation, test, min_recall):
    ill = [score for score, sick in validation if sick]
    if not ill:
        return None
    for threshold in sorted(ill, reverse=True):
        found = sum([score >= threshold for score in ill])
        if found / len(ill) >= min_recall:
            break
    alarms = [sick for s, sick in test if s >= threshold]
    found, every = sum(alarms), sum([sick for _, sick in test])
    precision = found / len(alarms) if alarms else 0.0
    recall = found / every if every else 0.0
    return threshold, round(precision, 3), round(recall, 3)


# --8<-- [end:solution]
