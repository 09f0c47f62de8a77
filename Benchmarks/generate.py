#!/usr/bin/env python3
"""Writes the files the benchmarks read, the same bytes every time.

    generate.py FOLDER [--addresses 1000000]

feed.txt            distinct addresses, one a line: half names, two fifths IPv4, one tenth URLs
feed-reordered.txt  the same lines in another order
feed-changed.txt    one line in a hundred replaced by a new address, in the first order
"""
import argparse
import pathlib
import random

WORDS = (
    "secure login update mail cloud cdn static account verify pay bank portal news shop track img api web data "
    "fast blue red green north star moon river stone gold silver key lock home office net link box port zone"
).split()
TLDS = ["example", "com.example", "net.example", "org.example", "info.example", "co.example"]


def name(rng):
    labels = [rng.choice(WORDS) + rng.choice(["", "-" + rng.choice(WORDS)]) + str(rng.randrange(100_000))]
    if rng.random() < 0.4:
        labels.insert(0, rng.choice(WORDS) + str(rng.randrange(100)))
    return ".".join(labels + [rng.choice(TLDS)])


def address(rng):
    share = rng.random()
    if share < 0.5:
        return name(rng)
    if share < 0.9:
        return ".".join(str(rng.randrange(1 if place == 0 else 0, 224 if place == 0 else 256)) for place in range(4))
    path = "/".join(rng.choice(WORDS) for _ in range(rng.randrange(1, 4)))
    return f"http://{name(rng)}/{path}{rng.randrange(1000)}.php"


def distinct(rng, count, known):
    lines = []
    while len(lines) < count:
        line = address(rng)
        if line not in known:
            known.add(line)
            lines.append(line)
    return lines


def write(path, lines):
    path.write_text("\n".join(lines) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--addresses", type=int, default=1_000_000)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(20170301)
    known = set()
    lines = distinct(rng, options.addresses, known)
    write(options.folder / "feed.txt", lines)
    reordered = lines[:]
    rng.shuffle(reordered)
    write(options.folder / "feed-reordered.txt", reordered)
    changed = lines[:]
    places = rng.sample(range(len(lines)), len(lines) // 100)
    for place, line in zip(places, distinct(rng, len(places), known)):
        changed[place] = line
    write(options.folder / "feed-changed.txt", changed)


if __name__ == "__main__":
    main()
