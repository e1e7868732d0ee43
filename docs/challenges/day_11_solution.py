"""Day 11: a reference solution. Try the challenge before you read it."""


# --8<-- [start:solution]
def train(samples):
    languages, counts, known = [], {}, set()
    for language, text in samples:
        if language not in counts:
            languages.append(language)
            counts[language] = {}
        for gram in grams(text):
            counts[language][gram] = counts[language].get(gram, 0) + 1
            known.add(gram)
    return languages, counts, len(known)


def guess(model, text):
    languages, counts, known = model
    best, best_score = None, None
    for language in languages:
        total = sum(counts[language].values()) + known
        score = 0.0
        for gram in grams(text):
            score += log((counts[language].get(gram, 0) + 1) / total)
        if best is None or score > best_score:
            best, best_score = language, score
    return best
# --8<-- [end:solution]
