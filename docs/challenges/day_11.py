"""Day 11: Darija, French or English?

Write `train` and `guess` under "Your turn", then run:  python day_11.py
"""

# --8<-- [start:given]
from math import log

SAMPLES = [
    ("darija", "salam labas 3lik khoya bikhir"),
    ("darija", "bghit nchri lkhobz w l7lib daba"),
    ("darija", "fin kayn l mustachfa 3afak"),
    ("darija", "ch7al hadchi wach rkhis wla ghali"),
    ("darija", "ghadi nmchi l lkhdma ghda f sbah"),
    ("french", "bonjour comment allez vous mon ami"),
    ("french", "je voudrais acheter du pain et du lait"),
    ("french", "ou se trouve l hopital s il vous plait"),
    ("french", "combien coute ce livre est il cher"),
    ("french", "je vais au travail demain matin"),
    ("english", "hello how are you my friend"),
    ("english", "i would like to buy bread and milk"),
    ("english", "where is the hospital please"),
    ("english", "how much is this book is it expensive"),
    ("english", "i am going to work tomorrow morning"),
]


def grams(text):
    """Cut a text into trigrams: grams("ana") is [" an", "ana", "na "]."""
    text = " " + text.lower().strip() + " "
    return [text[i:i + 3] for i in range(len(text) - 2)]
# --8<-- [end:given]


# --8<-- [start:starter]
def train(samples):
    """Learn from pairs (language, text). The shape of the model is your choice."""
    # Your code here
    return None


def guess(model, text):
    """The language that explains the trigrams of the text best."""
    # Your code here
    return "english"
# --8<-- [end:starter]


# --8<-- [start:checks]
CHECKS = [
    # (the call, the expected answer, what it shows)
    ("guess(train(SAMPLES), 'how are you')", "english", "the example above"),
    ("guess(train(SAMPLES), 'wach bghiti l7lib')", "darija", "a sentence that it never saw"),
    ("guess(train(SAMPLES), 'Comment allez vous')", "french", "capital letters do not matter"),
    ("guess(train(SAMPLES), 'bghit du pain')", "french", "a mixed sentence: the French part wins"),
    ("guess(train(SAMPLES), 'friends')", "english", "a new word with known pieces"),
    ("guess(train([('b', 'la lo lu'), ('a', 'la la la')]), 'la')", "a", "frequent trigrams count more"),
    ("guess(train([('long', 'ana ana ' + 'xyz ' * 20), ('short', 'ana')]), 'ana')", "short", "shares, not raw counts"),
    ("guess(train([('a', 'ba'), ('b', 'ana')]), 'lana')", "b", "the different trigrams belong in the division"),
    ("guess(train([('a', 'nala bana'), ('b', 'lana bana bana')]), 'anna')", "a", "those of all samples, and exactly + 1"),
    ("guess(train(SAMPLES), 'how are you ' * 60)", "english", "a long text: chances multiplied would all reach 0"),
    ("guess(train(SAMPLES), 'merci')", "darija", "wrong, and worth a discussion"),
    ("guess(train(SAMPLES), '')", "darija", "nothing to read: a tie, the first language"),
]
# --8<-- [end:checks]


if __name__ == "__main__":
    from check import run
    raise SystemExit(run(__file__))
