#!/usr/bin/env python3
"""Prints figures of the sources' structure. Standard library alone; Swift is read as text, so they are approximate but repeatable.

usage: Tests/HouseTests/Measurements/figures.py [SOURCES]
"""
import collections
import os
import re
import sys

WORLDS = {"frozenlake": "frozen_?lake", "sokoban": "sokoban", "hotpotqa": "hotpot_?qa"}
RUN_OF_LINES = 6
DECLARATION = re.compile(
    r"^\s*(?:(?:package|public|private|fileprivate|internal|final|indirect|@\w+(?:\([^)]*\))?)\s+)*"
    r"(?:struct|class|enum|protocol|actor|typealias)\s+(\w+)", re.M)
FUNCTION = re.compile(r"^\s*(?:[\w@()]+\s+)*(?:func\s+([^\s(<]+)|(init)[?]?\s*[(<])")


def swift_files(root):
    """Every Swift file's text by its path below `root`."""
    found = {}
    for folder, _, names in os.walk(root):
        for name in names:
            if name.endswith(".swift"):
                path = os.path.join(folder, name)
                with open(path, encoding="utf-8") as file:
                    found[os.path.relpath(path, root)] = file.read()
    return dict(sorted(found.items()))


def bare(text):
    """The text without comments and strings, so that braces and names in them do not count."""
    return re.sub(r'//.*|/\*.*?\*/|"(?:[^"\\\n]|\\.)*"', " ", text)


def largest_circle(texts):
    """The size of the largest strongly connected set of files, by Kosaraju's two walks; 0 if none has two files."""
    homes = collections.defaultdict(set)
    for path, text in texts.items():
        for name in DECLARATION.findall(text):
            homes[name].add(path)
    only = {name: next(iter(paths)) for name, paths in homes.items() if len(paths) == 1}
    forward = {p: {only[w] for w in re.findall(r"\b[A-Z]\w+", t) if w in only} - {p} for p, t in texts.items()}
    backward = collections.defaultdict(set)
    for path, others in forward.items():
        for other in others:
            backward[other].add(path)

    def walk(start, edges, seen):
        finished, stack = [], [(start, iter(edges[start]))]
        seen.add(start)
        while stack:
            node, others = stack[-1]
            following = next((o for o in others if o not in seen), None)
            if following is None:
                finished.append(node)
                stack.pop()
            else:
                seen.add(following)
                stack.append((following, iter(edges[following])))
        return finished

    order, seen = [], set()
    for path in texts:
        if path not in seen:
            order += walk(path, forward, seen)
    seen, sizes = set(), []
    for path in reversed(order):
        if path not in seen:
            sizes.append(len(walk(path, backward, seen)))
    largest = max(sizes, default=0)
    return largest if largest > 1 else 0


def functions(path, text):
    """(lines, place, name) of each function: from its first line to the brace that closes its body."""
    lines = bare(text).split("\n")
    for start, line in enumerate(lines):
        match = FUNCTION.match(line)
        if not match:
            continue
        depth, opened = 0, False
        for end in range(start, len(lines)):
            depth += lines[end].count("{") - lines[end].count("}")
            opened = opened or "{" in lines[end]
            if depth < 0 or (not opened and end > start and FUNCTION.match(lines[end])):
                break  # A requirement of a protocol has no body.
            if opened and depth == 0:
                yield end - start + 1, f"{path}:{start + 1}", match[1] or "init"
                break


def repeated_runs(texts):
    """How many places hold six lines in a row (without blank lines and comments) that stand elsewhere too, and how many such runs."""
    places = collections.Counter()
    for text in texts.values():
        lines = [l.strip() for l in text.split("\n")]
        lines = [l for l in lines if l and not l.startswith("//")]
        for start in range(len(lines) - RUN_OF_LINES + 1):
            places["\n".join(lines[start:start + RUN_OF_LINES])] += 1
    repeated = [count for count in places.values() if count > 1]
    return len(repeated), sum(repeated)


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else "Sources"
    files = swift_files(root)
    print("Files that mention a world outside its folder")
    for world, pattern in WORLDS.items():
        outside = [p for p, t in files.items()
                   if re.search(pattern, t, re.I) and not any(re.fullmatch(pattern, d, re.I) for d in p.split(os.sep)[:-1])]
        print(f"  {world:12} {len(outside):4}")
        for path in outside:
            print(f"    {path}")
    print("\nPlaces that construct a policy")
    for path, text in files.items():
        for number, line in enumerate(text.split("\n"), 1):
            if re.search(r"\bLocalPolicy\(", re.sub(r"//.*", "", line)):
                print(f"  {path}:{number}")
    print("\nTargets: lines, files, files in the largest circle")
    targets = collections.defaultdict(dict)
    for path, text in files.items():
        targets[path.split(os.sep)[0]][path] = text
    for target, texts in sorted(targets.items()):
        lines = sum(t.count("\n") for t in texts.values())
        circle = largest_circle({p: bare(t) for p, t in texts.items()})
        print(f"  {target:20} {lines:6} {len(texts):4} {circle:4}")
    print("\nLongest ten functions, in lines")
    longest = sorted((f for p, t in files.items() for f in functions(p, t)), key=lambda f: (-f[0], f[1]))
    for lines, place, name in longest[:10]:
        print(f"  {lines:4} {name}  {place}")
    runs, places = repeated_runs(files)
    print(f"\nRepeated runs of six lines: {runs}, in {places} places")


if __name__ == "__main__":
    main()
