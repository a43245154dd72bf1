"""Gymnasium's FrozenLake with words like those of Kolb's, made in Python."""

import random

import gymnasium

WORDS = {"left": 0, "down": 1, "right": 2, "up": 3}


class SpokenLake:
    """A lake of Gymnasium's, read and answered in words, with letters for tiles."""

    def __init__(self, size, seed):
        chance = random.Random(seed)
        board = [
            "".join(chance.choices("FH", (0.75, 0.25), k=size)) for _ in range(size)]
        board[0] = "S" + board[0][1:]
        board[-1] = board[-1][:-1] + "G"
        # Without Gymnasium's wrappers, which would only cost it time.
        self.world = gymnasium.make(
            "FrozenLake-v1", desc=board, is_slippery=False).unwrapped
        self.size = size
        self.letters = dict(zip("SFHG", chance.sample("ABCDEF", 4)))
        self.board = [[self.letters[tile] for tile in row] for row in board]
        places = {}
        for row, tiles in enumerate(self.board):
            for column, tile in enumerate(tiles):
                places.setdefault(tile, []).append(self.name(row, column))
        self.opening = " and ".join(
            f"{tile} {' '.join(where)}" for tile, where in sorted(places.items()))

    @staticmethod
    def name(row, column):
        return f"{'abcdefgh'[column]}{row + 1}"

    def tile(self, row, column):
        inside = 0 <= row < self.size and 0 <= column < self.size
        return self.board[row][column] if inside else "edge"

    def seen(self, state):
        row, column = divmod(int(state), self.size)
        around = (row - 1, column), (row, column + 1), (row + 1, column), (row, column - 1)
        return (f"See {' '.join(self.tile(*place) for place in around)}. "
                f"Move from {self.name(row, column)}")

    def begin(self):
        state, _ = self.world.reset()
        return f"There is {self.opening}. Advice: none. Plan: {self.seen(state)}"

    def respond(self, text):
        state, reward, ended, _, _ = self.world.step(WORDS[text])
        row, column = divmod(int(state), self.size)
        trodden = f"You stepped on {self.board[row][column]}."
        if ended:
            return trodden + (" You won." if reward else " You fell."), True
        return f"{trodden} {self.seen(state)}", False


def moves(count=20_000, budget=8):
    lakes = [SpokenLake(5, seed) for seed in range(100)]
    words = list(WORDS)

    def work():
        chance = random.Random(5)
        made, said = 0, 0
        while made < count:
            lake = chance.choice(lakes)
            said += len(lake.begin())
            for _ in range(budget):
                text, ended = lake.respond(chance.choice(words))
                said += len(text)
                made += 1
                if ended:
                    break
        assert said > 0
        return made
    return work
