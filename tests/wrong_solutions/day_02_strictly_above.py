"""Raises the alarm only strictly above the threshold."""


def precision_recall(scores, labels, threshold):
    found = sum(score > threshold and ill == 1 for score, ill in zip(scores, labels))
    alarms = sum(score > threshold for score in scores)
    sick = sum(labels)
    return round(found / alarms, 3) if alarms else 0.0, round(found / sick, 3) if sick else 0.0


def pick_threshold(scores, labels, min_recall):
    sick = sum(labels)
    for threshold in sorted(scores, reverse=True):
        found = sum(score >= threshold and ill == 1 for score, ill in zip(scores, labels))
        if sick and found / sick >= min_recall:
            return threshold
    return None
