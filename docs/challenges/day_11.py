"""Day 11: look up softly.

Write `attend` under "Your turn", then run:  python day_11.py
"""

# --8<-- [start:given]
from math import exp, sqrt


def pairs(text):
    """Return (as typed, as on the form) for each word."""
    return [tuple(word.split("=")) for word in text.split()]


# Spellings from the Darija Open Dataset, in small letters:
# with digits = without. (c) 2021 darija-open-dataset, MIT
TRAIN = pairs("""
bssa7=bssah 3aamr=aamr 5obz=khobz sou9=souq 7ayat=hayat
n8ar=nhar 5oss=khoss r9i9=rqiq jb8a=jbha 9anon=qanon n3as=naas
i7sas=ihsas 7amla=hamla 7lib=hlib f55=fkh tri9=triq
ja8il=jahil za8i=zahi 5izo=khizo 9dim=qdim 5dr=khdr
mo8im=mohim 9arar=qarar 7aja=haja 5ell=khell wa7id=wahid
sa7bi=sahbi 5las=khlas n9i=nqi 7ala=hala 7ajb=hajb 9owwa=qowa
s5i=skhi 9tila=qtila sa8d=sahd 7amd=hamd m8rrs=mhrrs
ilaa8i=ilahi
""")
TEST = pairs("""
dla7=dlah 5iar=khiar 3am=aam 7okm=hokm 7akim=hakim 7rira=hrira
nazi8=nazih 8bil=hbil 5ayf=khayf fa9ir=faqir 9bila=qbila
d8ar=dhar 7sana=hsana 9ima=qima tla9=tlaq a7san=ahsan
t9il=tqil 8rawa=hrawa 7fla=hafla sa8l=sahl 7izb=hizb 7arb=harb
5arj=kharj 7ouma=houma da5m=dakhm fia9=fiaq ri7la=rihla
5twa=khtwa sa7b=sahb wo9of=woqof 9alb=qalb sr9a=srqa tfa7=tfah
3afia=aafia mal7a=malha 9ou9=qouq 5ayb=khayb 9isa=qissa
9arfa=qarfa
""")
OTHERS = """
amir anani atar atay bab badil banan banka barba bard basla
bayd bent besla biro birra bit bka bnin bnt brika bsla btata
chabb charf chrab dakar dalil dam dar dem derb douch drb fas
fen fikra fjel flos flous fom fota fouta fran friz ghda ghir
hir idara idd itaj jar jawda jdid jeld jism kamio kaml karch
kas kbal kbir kelma kerch kika kiwi knia kra krch krsi ktab
ktaf ktef laft left lil limon lisan lma logha louz lsan makla
malik marr masar maska mawt meska mital morr mous mout mra
mska msmar mtla mzian nadi nas nif oum rajl ras rass reb rjal
rjel rkba rkhis rman rokba sabab sabon safar sarb sdar sder
serb sif sirri skar smia smya sokar syf tabla taman tamin tarf
tbla terf tmar tmer touma tri twil wafat walid wazir wdan wden
weld wjah wjeh wlada wld wzir yed zbal zbda zbel zbib zebda
zit zwin
"""
KNOWN = [form for _, form in TRAIN + TEST]
FORM = sorted(OTHERS.split() + KNOWN)
ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def key_of(word):
    """Return 26 numbers, one a letter, of total length 1."""
    counts = [float(word.count(letter)) for letter in ALPHABET]
    length = sqrt(sum([n * n for n in counts]))
    return [n / length for n in counts]


def query_of(rows, word):
    """Return the query: what each sign looks for, added up."""
    query = [0.0] * 26
    for sign in word:
        if sign in rows:
            query = [q + r for q, r in zip(query, rows[sign])]
        else:
            query[ALPHABET.index(sign)] += 10
    return query


def holds(words):
    """Return the keys of the words, without their zeros."""
    held = []
    for word in words:
        numbers = enumerate(key_of(word))
        held.append([(i, n) for i, n in numbers if n])
    return held


def attention(query, held):
    """Return one weight for each word; together they make 1."""
    scores = [sum([n * query[i] for i, n in k]) for k in held]
    powers = [exp(score / sqrt(26)) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def train(rows, seed, rate=10):
    """One pass: show each pair once, move the digits' rows."""
    held = holds([form for _, form in TRAIN])
    order = list(range(len(TRAIN)))
    for last in range(len(order) - 1, 0, -1):
        seed = (seed * 1103515245 + 12345) % 2**31
        other = (seed >> 8) % (last + 1)
        order[last], order[other] = order[other], order[last]
    for right in order:
        word = TRAIN[right][0]
        slopes = [0.0] * 26
        weights = attention(query_of(rows, word), held)
        for place, weight in enumerate(weights):
            blame = (weight - (place == right)) / sqrt(26)
            for i, n in held[place]:
                slopes[i] += blame * n
        for sign in word:
            if sign in rows:
                both = zip(rows[sign], slopes)
                rows[sign] = [r - rate * s for r, s in both]


def found(rows, words, held):
    """Return the word with the largest weight, for each."""
    best = []
    for word in words:
        weights = attention(query_of(rows, word), held)
        best.append(FORM[weights.index(max(weights))])
    return best


def learnt(text):
    """Return the rows of digits: a digit, then 26 numbers."""
    words, rows = text.split(), {}
    for i in range(0, len(words), 27):
        numbers = words[i + 1 : i + 27]
        rows[words[i]] = [float(n) for n in numbers]
    return rows


# The digits' rows after eight passes, rounded
LEARNT = learnt("""
3 6 -1 0 -1 0 0 0 -6 -2 -1 -1 -2 2
  3 -1 0 -2 1 1 -1 0 0 0 0 0 0
5 -9 -2 0 1 0 3 0 6 -3 -2 18 1 -3
  -2 1 0 -4 -1 1 -1 -1 0 -1 0 0 2
7 3 6 0 3 0 0 0 8 0 -1 -5 0 1
  -4 -3 0 -5 -6 0 1 0 0 3 0 2 -3
8 -3 -1 0 1 0 0 0 10 4 4 -5 -1 1
  2 -1 0 -6 4 -1 -2 0 0 -2 0 -1 3
9 -4 -2 0 1 0 0 0 -11 1 -1 -3 0 -1
  1 3 0 16 1 -2 1 2 0 0 0 0 -1
""")


def read(word):
    """Return the word of the form that attend finds."""
    keys = [key_of(entry) for entry in FORM]
    weights, _ = attend(query_of(LEARNT, word), keys, keys)
    return FORM[weights.index(max(weights))]


# Two desks: food, body
DESKS = pairs("""
khobz=food hlib=food tfah=food malha=food hrira=food
qarfa=food qalb=body dhar=body jbha=body hajb=body ras=body
rkba=body
""")


def desk(word):
    """Return how much the word belongs to food and to body."""
    keys = [key_of(entry) for entry, _ in DESKS]
    values = [[d == "food", d == "body"] for _, d in DESKS]
    _, mixed = attend(query_of(LEARNT, word), keys, values)
    return [round(share, 2) for share in mixed]


Q = [1, 1, 0, 0]
K = [[1, 1, 0, 0], [0, 0, 1, 1]]


def neat(answer):
    """Round weights and mixed values to 3 decimals."""
    return [[round(x, 3) for x in part] for part in answer]
# --8<-- [end:given]


# --8<-- [start:starter]
def attend(query, keys, values):
    """Return (weights, mixed), two lists.

    query: a list of numbers
    keys: lists of numbers, each as long as the query
    values: one list of numbers for each key, all of one length
    """
    # Your code here
    return [], []
# --8<-- [end:starter]


# --8<-- [start:checks]
CHECKS = [
    # (the call, the expected answer, what it shows)
    ("neat(attend(Q, K, [[10], [20]]))",
     [[0.731, 0.269], [12.689]], "the example"),
    ("neat(attend([1] * 4, [[1, 0, 0, 0], Q], [[1], [2]]))",
     [[0.378, 0.622], [1.622]], "the root of the length is 2"),
    ("attend([1], [[2], [2]], [[2, 0], [4, 8]])",
     ([0.5, 0.5], [3, 4]), "equal keys: the mean value"),
    ("attend([0, 0], [[5, 1], [3, 9]], [[1], [2]])",
     ([0.5, 0.5], [1.5]), "a query of zeros asks for nothing"),
    ("attend([3], [[4]], [[7, 8, 9]])",
     ([1], [7, 8, 9]), "one key gets it all"),
    ("attend([1000], [[1], [0]], [[1], [2]])",
     ([1, 0], [1]), "a huge score: take the largest off first"),
    ("attend([-1000], [[1], [1]], [[5], [7]])",
     ([0.5, 0.5], [6]), "two very small scores"),
    ("attend([1], [], [])", ValueError, "no key"),
    ("attend([1], [[1], [2]], [[5]])", ValueError,
     "a key without a value"),
    ("[read(word) for word in ('d8ar', '9alb', '5arj')]",
     ["dhar", "qalb", "kharj"], "three new words are read"),
    ("desk('5obz')", [0.93, 0.07], "bread is food"),
    ("desk('9alb')", [0.2, 0.8], "the heart is body"),
]


def generate(n):
    """Return n cases; in some the numbers do not match."""
    seed, cases = 11, []

    def halves(count):
        nonlocal seed
        row = []
        for _ in range(count):
            seed = (seed * 1103515245 + 12345) % 2**31
            row.append((seed >> 8) % 13 / 2 - 3)
        return row

    for number in range(n):
        length, count = 1 + number % 5, 1 + number * 7 % 5
        keys = [halves(length) for _ in range(count)]
        query = halves(length)
        if number % 6 == 5:
            query = [q * 900 for q in query]
        width = 1 + number % 4
        values = [halves(width) for _ in range(count)]
        if number % 9 == 4:
            values.append(halves(width))
        if number % 9 == 7:
            values = values[1:]
        if number % 17 == 9:
            keys, values = [], []
        cases.append((query, keys, values))
    return cases
# --8<-- [end:checks]


if __name__ == "__main__":
    from check import run

    raise SystemExit(run(__file__))
