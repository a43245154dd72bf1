"""What was said, as tokens: of a run's log, and of nothing else."""

import json
import re
import sys
from dataclasses import dataclass, field


class Words:
    """The tokenizer: words between white space, and special tokens also inside words."""

    def __init__(self, folder):
        self.ids = json.loads((folder / "tokenizer.json").read_text())["model"]["vocab"]
        self.beginning, self.end = self.ids["<bos>"], self.ids["<eos>"]

    def encode(self, text):
        pieces = re.findall(r"<pad>|<bos>|<eos>|<unk>|(?:(?!<pad>|<bos>|<eos>|<unk>)\S)+", text)
        return [self.ids.get(piece, self.ids["<unk>"]) for piece in pieces]

    def drawn(self, said):
        """The tokens of a turn or a reflection, which has a log-probability for each."""
        if "ids" in said:
            return said["ids"]
        pieces = said.get("pieces", said["text"].split())
        count = len(said.get("logps", []))
        tokens = [token for piece in pieces for token in self.encode(piece) or [self.end]]
        tokens += [self.end] * (len(tokens) + 1 == count)
        if len(tokens) != count:
            sys.exit(f"'{said['text']}' has {len(tokens)} tokens and {count} log-probabilities")
        return tokens


@dataclass
class Conversation:
    """Tokens, of which some were drawn and have a log-probability in the log."""

    words: Words
    tokens: list = field(default_factory=list)
    drawn: list = field(default_factory=list)
    logged: list = field(default_factory=list)

    def tell(self, text):
        tokens = self.words.encode(text)
        if not self.tokens and tokens[:1] != [self.words.beginning]:
            self.tokens.append(self.words.beginning)
        self.tokens += tokens

    def write(self, said):
        tokens = self.words.drawn(said)
        self.drawn += range(len(self.tokens), len(self.tokens) + len(tokens))
        self.tokens += tokens
        self.logged += said.get("logps", [])

    def as_history(self):
        """The same words, from which nothing is learnt again."""
        return Conversation(self.words, list(self.tokens))


def attempt(record, beginning, opening=None):
    """An attempt that goes on from a beginning; with another opening, if one is given."""
    told = [turn.get("observation", "") for turn in record["turns"]]
    if opening is not None:
        told[0] = opening
    for text, turn in zip(told, record["turns"]):
        beginning.tell(text)
        beginning.write(turn)
    beginning.tell(record.get("closing", ""))
    return beginning
