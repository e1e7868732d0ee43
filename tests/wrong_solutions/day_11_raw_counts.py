"""Adds up raw counts: the language with the most text wins too often."""


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
    scores = [sum(counts[language].get(gram, 0) for gram in grams(text)) for language in languages]
    return languages[scores.index(max(scores))]
