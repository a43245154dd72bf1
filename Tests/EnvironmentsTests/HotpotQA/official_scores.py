"""Computes the table of `AnswerScoreTests.swift` by the algorithm of the official evaluation.

Written from its description: lower case, punctuation, articles, white space; yes, no and noanswer
count as a whole; F1 over the bags of words. Prints rows of Swift.
"""

import json
import re
import string
from collections import Counter


def normalized(text):
    text = "".join(c for c in text.lower() if c not in string.punctuation)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", text).split())


def scores(answer, truth):
    given, gold = normalized(answer), normalized(truth)
    closed = {"yes", "no", "noanswer"}
    if given != gold and (given in closed or gold in closed):
        return given == gold, 0.0
    given_words, gold_words = given.split(), gold.split()
    same = sum((Counter(given_words) & Counter(gold_words)).values())
    if same == 0:
        return given == gold, 0.0
    precision, recall = same / len(given_words), same / len(gold_words)
    return given == gold, 2 * precision * recall / (precision + recall)


PAIRS = [
    ("The Beatles", "Beatles"), ("a an the", ""), ("", ""), ("", "Paris"), ("Paris", ""),
    ("the", "an"), ("Yes", "yes."), ("yes", "no"), ("yes, it is", "yes"), ("no", "No way"),
    ("noanswer", "no answer"), ("No Answer", "noanswer"), ("no-answer", "noanswer"),
    ("yes and no", "no and yes"), ("1,234", "1234"), ("3.14", "314"), ("10", "ten"),
    ("1990s", "1990's"), ("12 May 1999", "May 12, 1999"), ("U.S.A.", "USA"), ("U. S. A.", "usa"),
    ("A.", "b"), ("Plan A", "plan"), ("AT&T", "att"), ("rock-and-roll", "rock and roll"),
    ("An-Nasr", "annasr"), ("theatre", "the atre"), ("Beyonc\u00e9", "Beyonce\u0301"),
    ("Beyonc\u00e9", "BEYONC\u00c9"), ("e\u0301 a\u0301", "e\u0301"), ("a\u0301", "\u0301"),
    ("\u039f\u0394\u039f\u03a3", "\u03bf\u03b4\u03cc\u03c2"),
    ("\u039f\u0394\u039f\u03a3", "\u03bf\u03b4\u03bf\u03c2"),
    ("\u039f\u0394\u039f\u03a3 \u03a3", "\u03bf\u03b4\u03bf\u03c2 \u03c3"),
    ("\u0130stanbul", "i\u0307stanbul"), ("\u0130stanbul", "istanbul"),
    ("stra\u00dfe", "STRASSE"), ("\u201cParis\u201d", "Paris"), ("Paris\u2014Rome", "Paris Rome"),
    ("Paris\u00a0Rome", "paris rome"), ("Paris\u200bRome", "paris rome"),
    ("Paris\u001cRome", "paris rome"), ("Paris\u3000Rome", "paris rome"),
    ("\u4e1c\u4eac", "\u4e1c\u4eac\u5e02"), ("the \u4e1c\u4eac", "\u4e1c\u4eac"),
    ("a\u4e1c", "\u4e1c"), ("a\u00b2", "\u00b2"), ("a\u20ac", "\u20ac"), ("a_b", "ab"),
    ("\ud83c\udf89 a party".encode("utf-16", "surrogatepass").decode("utf-16"), "party"),
    ("Charles John Huffam Dickens", "Charles Dickens"), ("Dickens Charles", "Charles Dickens"),
    ("new new york", "new york york"), ("x y z w v u", "x"), ("one two three four five six", "six"),
    ("Gesellschaft mit beschr\u00e4nkter Haftung", "Gesellschaft mit beschrankter Haftung"),
    ("!!!", "???"), ("\t The\n  End ", "end"), ("AN", "an"), ("thethe", "the the"),
]


def swift(text):
    return '"' + "".join(
        c if " " <= c < "\x7f" and c not in '"\\' else f"\\u{{{ord(c):X}}}" for c in text) + '"'


for answer, truth in PAIRS:
    exact, f1 = scores(answer, truth)
    print(f"    ({swift(answer)}, {swift(truth)}, {json.dumps(exact)}, {f1!r}),")
