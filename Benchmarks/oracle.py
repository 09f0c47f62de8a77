"""Which lines of a log hold a listed address, found the slow way: sets, and every name above a name.

It reads lines of the generated logs only: no escapes, no other scripts. The rules proper have their own oracle in
Tests/WatchlistOracle, which is too slow for millions of lines.
"""
import hashlib
import ipaddress
import pickle
import re

NAME = re.compile(rb"[A-Za-z0-9_\-]+(?:\.[A-Za-z0-9_\-]+)+")
IPV6 = re.compile(rb"(?<![\w:.])[0-9a-f]{1,4}:[0-9a-f:]*::[0-9a-f:]+")
URL = re.compile(rb"https?://([^\s\"/]+)(/[^\s\"]*)")


class Listed:
    def __init__(self, path):
        self.names, self.v4, self.v6, self.urls, networks = set(), set(), set(), set(), {}
        for line in open(path, "rb").read().split(b"\n"):
            if not line:
                continue
            if b"://" in line:
                self.urls.add(line.split(b"://", 1)[1])
            elif b"/" in line:
                network = ipaddress.ip_network(line.decode())
                networks.setdefault(network.prefixlen, set()).add(int(network.network_address) >> (32 - network.prefixlen))
            elif b":" in line:
                self.v6.add(ipaddress.ip_address(line.decode()))
            elif line[-1:].isdigit() and line.count(b".") == 3:
                self.v4.add(line)
            else:
                self.names.add(line)
        self.networks = sorted(networks.items())
        self.known = {}

    def holds_token(self, token):
        """Whether a name, or one above it, or an IPv4 address is listed; logs repeat their tokens."""
        answer = self.known.get(token)
        if answer is None:
            answer = self.known[token] = self.holds_v4(token) if re.fullmatch(rb"[0-9.]+", token) else self.holds_name(token.lower())
        return answer

    def holds_name(self, name):
        while True:
            if name in self.names:
                return True
            dot = name.find(b".")
            if dot < 0:
                return False
            name = name[dot + 1:]

    def holds_v4(self, token):
        if token in self.v4:
            return True
        parts = token.split(b".")
        if len(parts) != 4 or any(len(part) > 3 or int(part) > 255 for part in parts):
            return False
        number = int.from_bytes(bytes(map(int, parts)), "big")
        return any(number >> (32 - length) in bases for length, bases in self.networks)

    def holds(self, line):
        if any(self.holds_token(token) for token in NAME.findall(line)):
            return True
        if b"::" in line and any(ipaddress.ip_address(text.decode()) in self.v6 for text in IPV6.findall(line)):
            return True
        return b"://" in line and any(host + path in self.urls for host, path in URL.findall(line))


def cached(folder, list_name, log_name):
    """The numbers of the lines; kept beside the files, for as long as they and this code stay as they are."""
    state = hashlib.sha256(open(__file__, "rb").read())
    for path in (folder / list_name, folder / log_name):
        with open(path, "rb") as file:
            state.update(hashlib.file_digest(file, "sha256").digest())
    cache = folder / f"oracle-{state.hexdigest()[:16]}.pickle"
    if not cache.exists():
        listed = Listed(folder / list_name)
        with open(folder / log_name, "rb") as log:
            found = {number for number, line in enumerate(log, 1) if listed.holds(line)}
        cache.write_bytes(pickle.dumps(found))
    return pickle.loads(cache.read_bytes())
