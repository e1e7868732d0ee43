"""Takes the first score that works: right only when the scores come sorted."""


def precision_recall(scores, labels, threshold):
    found = sum(score >= threshold and ill == 1 for score, ill in zip(scores, labels))
    alarms = sum(score >= threshold for score in scores)
    sick = sum(labels)
    return round(found / alarms, 3) if alarms else 0.0, round(found / sick, 3) if sick else 0.0


def pick_threshold(scores, labels, min_recall):
    for threshold in scores:
        if precision_recall(scores, labels, threshold)[1] >= min_recall:
            return threshold
    return None
