"""Learning what sources are worth: 50 lists of 1 M addresses, 2 M reports; time and memory of `marsad feeds learn`.

    learn.py FOLDER MARSAD
"""
import os
import random
import shutil
import subprocess
import sys
import time

SOURCES, OWN, SHARED, POOL = 50, 16_000, 24_000, 200_000


def address(number):
    return f"{10 + number // 2**24}.{number // 65536 % 256}.{number // 256 % 256}.{number % 256}"


def run(*command):
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    output = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"{command}: {status}")
    return time.monotonic() - start, usage.ru_maxrss / 1024, output


def main():
    folder, marsad = sys.argv[1], sys.argv[2]
    data = os.path.join(folder, "learn-data")
    shutil.rmtree(data, ignore_errors=True)
    generator = random.Random(1)
    imports = 0
    for source in range(SOURCES):
        own = [address(POOL + source * OWN + offset) for offset in range(OWN)]
        shared = [address(number) for number in generator.sample(range(POOL), SHARED)]
        path = os.path.join(folder, "learn-list.txt")
        # Two readings: what stands on the first one has no known first day.
        for lines in (own[:1], own + shared):
            with open(path, "w") as file:
                file.write("\n".join(lines) + "\n")
            seconds, _, _ = run(marsad, "import", "--data", data, "--source", f"list-{source}", path)
            imports += seconds
    print(f"import of {SOURCES} lists, 2 M reports: {imports:.1f} s")
    seconds, memory, output = run(marsad, "feeds", "learn", "--data", data)
    print(f"learn over 2 M reports of {SOURCES * OWN + POOL} addresses: {seconds:.2f} s, {memory:.0f} MB ({output.strip()})")
    run(marsad, "feeds", "lineage", "--data", data, "list-0", "list-1", "one", "--why", "bench")
    seconds, memory, output = run(marsad, "feeds", "learn", "--data", data)
    print(f"score {2 * (OWN + SHARED)} reports again: {seconds:.2f} s, {memory:.0f} MB ({output.strip()})")
    shutil.rmtree(data)


main()
