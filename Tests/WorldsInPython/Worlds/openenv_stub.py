"""A server that answers as openenv-core 0.3.0 does, in the standard library, and does wrong when
it is told to: each word that is sent is a way to be bad.

    python3 openenv_stub.py [SESSIONS]

The port that the system gave is the first line of standard output.
"""
import base64
import hashlib
import json
import random
import socket
import socketserver
import struct
import sys
import threading
import time

SCHEMA = {"action": {"properties": {"metadata": {"type": "object"}, "message": {"type": "string"}},
                     "required": ["message"]}, "observation": {}, "state": {}}
METADATA = {"name": "Guess me", "description": "A game of guessing.", "version": "1.0.0"}
MOST = int(sys.argv[1]) if len(sys.argv) > 1 else 4
sessions = threading.Semaphore(MOST)


class World:
    def reset(self, seed):
        self.secret, self.left = random.Random(seed).randint(1, 20), 4
        return self.told("Guess a number from 1 to 20.", None, False)

    def told(self, text, reward, done):
        observation = {"text": text, "guesses_left": self.left}
        data = {"observation": observation, "reward": reward, "done": done}
        return {"type": "observation", "data": data}

    def step(self, message):
        self.left -= 1
        guess = int("".join(filter(str.isdigit, message)) or 0)
        if guess == self.secret:
            return self.told("Right!", 1.0, True)
        text = "Too low." if guess < self.secret else "Too high."
        return self.told(text, 0.0, self.left == 0)


class Session(socketserver.StreamRequestHandler):
    def handle(self):
        path = self.rfile.readline().split()[1].decode()
        fields = {}
        while (line := self.rfile.readline().strip()):
            name, value = line.decode().split(": ", 1)
            fields[name.lower()] = value
        if path != "/ws":
            document = {"/schema": SCHEMA, "/metadata": METADATA}.get(path)
            body = json.dumps(document).encode()
            head = f"HTTP/1.1 {200 if document else 404} OK\r\nContent-Length: {len(body)}\r\n\r\n"
            return self.wfile.write(head.encode() + body)
        if not sessions.acquire(blocking=False):
            self.upgrade(fields)
            return self.send({"type": "error", "data": {"message": "no room", "code": "CAPACITY_REACHED"}})
        try:
            self.upgrade(fields)
            self.play(World())
        finally:
            sessions.release()

    def upgrade(self, fields):
        key = fields["sec-websocket-key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
        accept = base64.b64encode(hashlib.sha1(key.encode()).digest()).decode()
        self.wfile.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                          f"Connection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n").encode())

    def play(self, world):
        while (asked := self.receive()) is not None:
            message = asked["data"].get("message", "")
            if asked["type"] == "reset":
                self.send(world.reset(asked["data"]["seed"]))
            elif message == "hang":
                time.sleep(3600)
            elif message == "hang up":
                return
            elif message == "close":
                return self.frame(8, struct.pack(">H", 1011) + b"tired")
            elif message == "garbage":
                self.wfile.write(b"\xff" * 64)
            elif message == "no json":
                self.frame(1, b"{not json")
            elif message == "huge":
                self.frame(1, b"x" * (5 << 20))
            elif message == "error":
                self.send({"type": "error", "data": {"message": "broken\x1b[31m", "code": "EXECUTION_ERROR"}})
            elif message == "nan":
                self.send(world.told("", float("nan"), False))
            elif message == "in pieces":
                text = json.dumps(world.told("in pieces", 0.5, False)).encode()
                self.frame(9, b"are you there")
                self.frame(1, text[:7], is_last=False)
                self.frame(10, b"")
                self.frame(0, text[7:])
            else:
                self.send(world.step(message))

    def receive(self):
        while True:
            head = self.rfile.read(2)
            if len(head) < 2:
                return None
            assert head[1] & 0x80, "a client masks what it sends"
            length = head[1] & 0x7F
            if length > 125:
                size = ">H" if length == 126 else ">Q"
                length, = struct.unpack(size, self.rfile.read(struct.calcsize(size)))
            mask = self.rfile.read(4)
            payload = bytes(byte ^ mask[i % 4] for i, byte in enumerate(self.rfile.read(length)))
            if head[0] & 0x0F == 1:
                return json.loads(payload)

    def send(self, message):
        self.frame(1, json.dumps(message).encode())

    def frame(self, kind, payload, is_last=True):
        head = bytes([kind | (0x80 if is_last else 0)])
        if len(payload) < 126:
            head += bytes([len(payload)])
        elif len(payload) < 1 << 16:
            head += struct.pack(">BH", 126, len(payload))
        else:
            head += struct.pack(">BQ", 127, len(payload))
        self.wfile.write(head + payload)


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    address_family = socket.AF_INET
    handle_error = lambda *_: None


server = Server(("127.0.0.1", 0), Session)
print(server.server_address[1], flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()  # until nobody holds the other end any more
