"""The lake that ships, once more in Python: the same boards, words, rewards and notes.

    python3 lake.py FILE

FILE holds what the tests took from the lake that ships: tasks of each split, and its language.
"""
import json
import sys

with open(sys.argv[1]) as file:
    LAKE = json.load(file)
MOVES = {"left": (0, -1), "down": (1, 0), "right": (0, 1), "up": (-1, 0)}
VIEW = ["up", "right", "down", "left"]
attempts = {}


def square(at, width):
    return "abcdefghi"[at % width] + str(at // width + 1)


class Walk:
    def __init__(self, task):
        self.map, self.board, self.budget = task["map"], task["board"], task["budget"]
        self.width, self.height = len(self.map[0]), len(self.map)
        self.at = "".join(self.map).index("S")
        self.turns = self.lost = 0
        self.is_planning = True

    def neighbour(self, word):
        row, column = self.at // self.width, self.at % self.width
        row, column = row + MOVES[word][0], column + MOVES[word][1]
        if 0 <= row < self.height and 0 <= column < self.width:
            return row * self.width + column
        return None

    def letter(self, at):
        return self.board[at // self.width][at % self.width]

    def view(self):
        around = [self.neighbour(word) for word in VIEW]
        seen = " ".join("edge" if at is None else self.letter(at) for at in around)
        return f"See {seen}. Move from {square(self.at, self.width)}"

    def prompt(self):
        letters = "".join(self.board)
        shown = letters[: self.at] + "A" + letters[self.at + 1 :]
        ground = max("ABCDEF", key=lambda letter: (letters.count(letter), -ord(letter)))
        groups = []
        for letter in "ABCDEF":
            places = [square(i, self.width) for i, one in enumerate(shown) if one == letter]
            if letter != ground and places:
                groups.append(" ".join([letter] + places))
        return f"There is {' and '.join(groups)} among {ground}. Advice: {{advice}} Plan:"

    def act(self, text):
        if self.is_planning:
            self.is_planning = False
            return {"outcome": "planned", "effective": False, "position": self.at,
                    "observation": self.view(), "length": "word"}
        word = text.strip().lower()
        self.turns += 1
        answer = {"action": word if word in MOVES else "none", "effective": False, "reward": 0}
        if word not in MOVES:
            self.lost += 1
            story, outcome = "You did nothing.", "invalid"
        elif (target := self.neighbour(word)) is None:
            story, outcome = "You met the edge.", "blocked"
        else:
            self.at = target
            tile = self.map[target // self.width][target % self.width]
            outcome = {"G": "solved", "H": "failed"}.get(tile, "moved")
            answer["reward"] = 1 if outcome == "solved" else 0
            answer["effective"] = True
            story = f"You stepped on {self.letter(target)}."
        if outcome not in ("solved", "failed") and self.turns >= self.budget:
            outcome = "exhausted"
        endings = {"solved": "You won.", "failed": "You fell.", "exhausted": "Time is up."}
        answer["done"] = outcome in endings
        answer["observation"] = f"{story} {endings.get(outcome) or self.view()}"
        answer |= {"outcome": outcome, "position": self.at}
        if answer["done"]:
            answer["feedback"] = self.feedback(outcome)
        else:
            answer["length"] = "word"
        return answer

    def feedback(self, outcome):
        place, moves = square(self.at, self.width), f"{self.turns} moves"
        moves = "1 move" if self.turns == 1 else moves
        lost = f" {self.lost} moves named no direction and were lost."
        lost = ["", " 1 move named no direction and was lost."][self.lost] if self.lost < 2 else lost
        if outcome == "solved":
            return f"The agent reached the goal at {place} after {moves}." + lost
        if outcome == "failed":
            return f"The agent fell into the hole at {place} on move {self.turns}." + lost
        return f"The {moves} were used up; the agent ended at {place}." + lost


def task(place):
    return LAKE[place["split"]][place["index"]]


def answer(asked):
    match asked["ask"]:
        case "hello":
            return LAKE["hello"]
        case "task":
            return {key: task(asked)[key] for key in ("task", "board", "rules", "truth")}
        case "begin":
            walk = attempts[asked["episode"]] = Walk(task(asked))
            return {"prompt": walk.prompt(), "length": {"words": 2}, "position": walk.at}
        case "act":
            return attempts[asked["episode"]].act(asked["text"])
        case "end":
            attempts.pop(asked["episode"], None)
            return {}


for line in sys.stdin:
    asked = json.loads(line)
    print(json.dumps({"id": asked["id"], **answer(asked)}), flush=True)
