"""Day 2: a reference solution. Try the challenge before you read it."""


# --8<-- [start:solution]
def precision_recall(scores, labels, threshold):
    found = false_alarms = missed = 0
    for score, ill in zip(scores, labels):
        alarm = score >= threshold
        if alarm and ill:
            found += 1
        elif alarm:
            false_alarms += 1
        elif ill:
            missed += 1
    alarms = found + false_alarms
    sick = found + missed
    precision = found / alarms if alarms else 0.0
    recall = found / sick if sick else 0.0
    return round(precision, 3), round(recall, 3)


def pick_threshold(scores, labels, min_recall):
    for threshold in sorted(scores, reverse=True):
        if precision_recall(scores, labels, threshold)[1] >= min_recall:
            return threshold
    return None
# --8<-- [end:solution]
