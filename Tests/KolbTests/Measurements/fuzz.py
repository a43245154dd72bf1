#!/usr/bin/env python3
"""Presses random keys in the dashboard on a pseudo-terminal while its log grows with rubbish.

  fuzz.py KOLB RUN [EVENTS] [SEED]

RUN is copied. Keys, mouse, sizes and log lines come in random order; in the end the program is
asked to leave. It must not crash, must leave the terminal as it was, and may send nothing but
printable text and escape sequences. Build KOLB with a sanitizer and its reports count as well.
Needs nothing but Python.
"""

import fcntl
import os
import pty
import random
import re
import select
import shutil
import signal
import struct
import sys
import tempfile
import termios
import time

KEYS = [c.encode() for c in "jkhlgG12345678 .<>FxtyzZHL0+-sSpPVCwWnNdmeR[]{}?:/i"] + [
    b"\r", b"\t", b"\x1b", b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[D", b"\x1b[5~", b"\x1b[6~",
    b"\x1b[H", b"\x1b[F", b"\x1b[Z", b"\x7f", b"\x04", b"\x15", b"\x06", b"\x02", b"\x0c",
    b"lift>0\r", b"plot entropy\r", "wörter 🙂\u200d".encode(), b"\x1b[200~pasted\x1b[31m\x1b[201~",
]
LINES = [
    b'{"event":"attempt","step":1,"episode":5,"group":1,"attempt":"first","reward":NaN}\n',
    b'{"event":"evaluation","step":2,"name":"heldout","success_rate":1e999,"low":0,"high":1}\n',
    '{"event":"control","step":3,"action":"note","detail":"👩\u200d👧 \u202e \\u001b[2J","who":"x"}\n'.encode(),
    b'{"event":"reflection","step":2,"episode":5,"id":9,"text":"\\u001b]52;c;eA==\\u0007 C hole"}\n',
    b"\x00\xff\xfe rubbish\n", b'{"event":"new kind","a":1}\n', b"{\n", b'{"event":"update","st',
    b"\n",
]
ESCAPE = re.compile(
    rb"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[()*+][A-Za-z0-9]|P[^\x1b]*\x1b\\"
    rb"|[=>78cDEHMNOZ]|#8)")


def unprintable(sent):
    """What is left of the bytes sent besides text, line movement and escape sequences."""
    text = ESCAPE.sub(b"", sent).decode(errors="replace")
    return sorted({c for c in text if (ord(c) < 32 and c not in "\r\n\b\x0e\x0f\t") or c == "\ufffd"
                   or 0x7F <= ord(c) < 0xA0})


def main():
    program, source = os.path.abspath(sys.argv[1]), sys.argv[2]
    events = int(sys.argv[3]) if len(sys.argv) > 3 else 5000
    chance = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 1)
    folder = tempfile.mkdtemp(prefix="kolb-fuzz-")
    run = os.path.join(folder, "run")
    shutil.copytree(source, run)
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    before = termios.tcgetattr(slave)
    child = os.fork()
    if child == 0:
        os.setsid()
        fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
        for descriptor in range(3):
            os.dup2(slave, descriptor)
        os.chdir(folder)
        os.environ.update(TERM="xterm-256color", LANG="C.UTF-8", EDITOR="true", HOME=folder,
                          XDG_CONFIG_HOME=folder)
        os.execv(program, [program, "open", run])
    sent = bytearray()

    def read(seconds):
        while select.select([master], [], [], seconds)[0]:
            try:
                piece = os.read(master, 1 << 16)
            except OSError:
                return
            if not piece:
                return
            sent.extend(piece)
            seconds = 0

    read(2)
    log = open(os.path.join(run, "events.jsonl"), "ab")
    began, done = time.time(), 0
    for number in range(events):
        kind = chance.random()
        if kind < 0.80:
            os.write(master, chance.choice(KEYS))
        elif kind < 0.90:
            place = f"{chance.randint(1, 200)};{chance.randint(1, 60)}"
            button = chance.choice([0, 32, 64, 65, 2])
            os.write(master, f"\x1b[<{button};{place}{chance.choice('Mm')}".encode())
        elif kind < 0.95:
            size = struct.pack("HHHH", chance.randint(1, 70), chance.randint(1, 250), 0, 0)
            fcntl.ioctl(slave, termios.TIOCSWINSZ, size)
            os.kill(child, signal.SIGWINCH)
        else:
            log.write(chance.choice(LINES))
            log.flush()
        read(0 if number % 20 else 0.1)
        done += 1
        if os.waitpid(child, os.WNOHANG)[0]:
            break
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    code = None
    for _ in range(300):
        os.write(master, b"\x1b\x1b\x03")
        time.sleep(0.2)
        read(0)
        os.write(master, b"q")
        time.sleep(0.3)
        read(0)
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            code = os.waitstatus_to_exitcode(status)
            break
    read(0.2)
    after = termios.tcgetattr(slave)
    problems = []
    if code != 0:
        problems.append(f"it ended with code {code}" if code is not None else "it did not end")
    if before != after:
        problems.append("the terminal is not as it was")
    if b"Sanitizer" in sent:
        problems.append(sent[sent.index(b"Sanitizer") - 40:][:600].decode(errors="replace"))
    if rest := unprintable(bytes(sent)):
        problems.append(f"unprintable: {[hex(ord(c)) for c in rest]}")
    if sent.rfind(b"\x1b[?1049l") < sent.rfind(b"\x1b[?1049h"):
        problems.append("the alternate screen was not left")
    print(f"{done} events in {time.time() - began:.0f} s, {len(sent)} bytes sent: "
          + ("; ".join(problems) or "no problem"))
    if code is None:
        os.kill(child, signal.SIGKILL)
    shutil.rmtree(folder, ignore_errors=True)
    sys.exit(1 if problems else 0)


main()
