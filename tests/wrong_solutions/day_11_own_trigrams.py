"""Counts only the different trigrams of the language itself, not those of all samples."""


def train(samples):
    languages, counts = [], {}
    for language, text in samples:
        if language not in counts:
            languages.append(language)
            counts[language] = {}
        for gram in grams(text):
            counts[language][gram] = counts[language].get(gram, 0) + 1
    return languages, counts


def guess(model, text):
    languages, counts = model
    scores = []
    for language in languages:
        score = 0.0
        for gram in grams(text):
            score += log((counts[language].get(gram, 0) + 1) / (sum(counts[language].values()) + len(counts[language])))
        scores.append(score)
    return languages[scores.index(max(scores))]
