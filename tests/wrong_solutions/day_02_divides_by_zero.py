"""Forgets that there may be no alarm, or nobody ill."""


def precision_recall(scores, labels, threshold):
    found = sum(score >= threshold and ill == 1 for score, ill in zip(scores, labels))
    alarms = sum(score >= threshold for score in scores)
    return round(found / alarms, 3), round(found / sum(labels), 3)


def pick_threshold(scores, labels, min_recall):
    for threshold in sorted(scores, reverse=True):
        if precision_recall(scores, labels, threshold)[1] >= min_recall:
            return threshold
    return None
