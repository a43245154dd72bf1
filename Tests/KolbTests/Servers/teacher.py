#!/usr/bin/env python3
"""A chat server whose model is a good teacher of lakes in letters: teacher.py [--port PORT]

It answers what Kolb asks a reflector about the small model's attempts, knows nothing but what stands
in the attempts that it was shown so far, and says only what follows from them:

  stepped on a letter and fell              that letter kills
  stepped on a letter and went on           that letter holds
  the square that the player moves from     the letter that lies there is the player
  a letter once on every board              the goal, if it is not the player and was not stepped on

Prints its address. Uses only Python's standard library.
"""

import argparse
import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Notebook:
    """What is known of the letters, from all attempts so far."""

    def __init__(self):
        self.lock = threading.Lock()
        self.kills, self.holds, self.repeated, self.seen = set(), set(), set(), set()
        self.player = None

    def read(self, story):
        with self.lock:
            places = self.places(story)
            self.seen |= set(places)
            self.repeated |= {letter for letter, squares in places.items() if len(squares) > 1}
            if start := re.search(r"Move from ([a-z]\d)", story):
                self.player = next(
                    (letter for letter, squares in places.items() if start.group(1) in squares),
                    self.player)
            for step in re.finditer(r"You stepped on ([A-Z])\.( You fell)?", story):
                (self.kills if step.group(2) else self.holds).add(step.group(1))

    @staticmethod
    def places(story):
        """The squares of each letter of the board: 'There is A b5 and C b1 e2 among D.'"""
        board = re.search(r"There is (.*?) among ([A-Z])\.", story)
        if not board:
            return {}
        places = {board.group(2): ["", ""]}
        for part in board.group(1).split(" and "):
            letter, *squares = part.split()
            places[letter] = squares
        return places

    def advice(self):
        with self.lock:
            goals = self.seen - self.repeated - self.kills - self.holds - {self.player}
            sentences = [f"I am {self.player}."] if self.player else []
            if len(goals) == 1:
                sentences += [f"{letter} wins." for letter in goals]
            sentences += [f"{letter} kills." for letter in sorted(self.kills)]
            sentences += [f"{letter} holds." for letter in sorted(self.holds)]
            return " ".join(sentences)


class Handler(BaseHTTPRequestHandler):
    notebook = Notebook()

    def log_message(self, *_):
        pass

    def answer(self, document):
        body = json.dumps(document).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.answer({"object": "list", "data": [{"id": "teacher", "object": "model"}]})

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        words = asked["messages"][-1]["content"]
        # The forms that are named behind the attempt are no part of it.
        story = words.split("What came of it:")[0]
        self.notebook.read(story)
        text = f"<prompt>{self.notebook.advice()}</prompt>"
        self.answer({
            "object": "chat.completion", "model": "teacher",
            "choices": [{
                "index": 0, "finish_reason": "stop",
                "message": {"role": "assistant", "content": text}}],
            "usage": {
                "prompt_tokens": len(words.split()), "completion_tokens": len(text.split())}})


def serve(port=0):
    """A teacher on a port, in a thread of its own, and its address."""
    server = ThreadingHTTPServer(
        ("127.0.0.1", port), type("Own", (Handler,), {"notebook": Notebook()}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_address[1]}/v1"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--port", type=int, default=0)
    server, url = serve(parser.parse_args().port)
    print(url, flush=True)
    threading.Event().wait()
