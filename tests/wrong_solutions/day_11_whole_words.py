"""Naive Bayes on whole words: a word with a new ending is unknown."""


def train(samples):
    languages, counts, known = [], {}, set()
    for language, text in samples:
        if language not in counts:
            languages.append(language)
            counts[language] = {}
        for word in text.lower().split():
            counts[language][word] = counts[language].get(word, 0) + 1
            known.add(word)
    return languages, counts, len(known)


def guess(model, text):
    languages, counts, known = model
    scores = []
    for language in languages:
        total = sum(counts[language].values()) + known
        scores.append(sum(log((counts[language].get(word, 0) + 1) / total) for word in text.lower().split()))
    return languages[scores.index(max(scores))]
