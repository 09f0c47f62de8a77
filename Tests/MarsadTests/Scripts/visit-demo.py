"""Signs in to a demonstration as everybody it names and says which pages are empty or fail.

Reads what `marsad demo --json` prints from standard input; prints one line for each fault.
"""

import html
import http.cookiejar
import json
import re
import sys
import urllib.error
import urllib.parse
import urllib.request

ACCESS = json.load(sys.stdin)
URL = ACCESS["url"]

# Tables that may be empty for somebody: nobody of the system has networks or proposals of their own, and whoever
# decides has nothing that waits for others.
MAY_BE_EMPTY = {
    "/": {None: {"sightings", "hosts"}},
    "/approvals": {None: {"waiting", "mine"}, "reader": set(), "analyst": {"waiting"}, "approver": {"mine"},
                   "administrator": {"mine"}},
    "/watch": {None: {"changes", "watched"}},
}


def say(text):
    print(text)


class Visitor:
    def __init__(self, user):
        self.user = user
        jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        self.opener.addheaders = [("Accept", "text/html"), ("Accept-Language", "en")]

    def open(self, path, fields=None):
        data = urllib.parse.urlencode(fields).encode() if fields is not None else None
        try:
            with self.opener.open(URL + path, data, timeout=60) as answer:
                return answer.status, answer.geturl(), answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, path, error.read().decode()

    def sign_in(self):
        token = re.search(r'name="form-token" value="([0-9a-f]+)"', self.open("/sign-in")[2])[1]
        fields = {"form-token": token, "name": self.user["name"], "password": self.user["password"], "code": "", "next": "/"}
        status, url, page = self.open("/sign-in", fields)
        if status != 200 or 'class="menu"' not in page:
            say(f"{self.user['name']}: cannot sign in ({status})")
        return page

    def check(self, path):
        status, _, page = self.open(path)
        where = f"{self.user['name']} {path}"
        if status != 200:
            return say(f"{where}: {status}")
        if 'class="demonstration"' not in page:
            say(f"{where}: does not say that it is a demonstration")
        member = self.user.get("member") and self.user["role"]
        allowed = MAY_BE_EMPTY.get(path.split("?")[0], {}).get(member, set())
        for name, body in re.findall(r'<section class="card" id="([a-z-]+)".*?>(.*?)</section>', page, re.S):
            if '<p class="empty">' in body and name not in allowed:
                say(f"{where}: {name} is empty: {html.unescape(re.sub('<[^>]+>', '', body)).strip()[:100]}")
        return page


def visit(user):
    visitor = Visitor(user)
    first = visitor.sign_in()
    menu = re.findall(r'<li><a href="(/[^"]*)" data-key', first)
    pages = {}
    for path in menu:
        pages[path] = visitor.check(path)
        for tab in re.findall(r'<nav class="tabs".*?</nav>', pages[path] or "", re.S):
            for inner in re.findall(r'href="(/[^"]*)"', tab):
                if inner not in pages:
                    pages[inner] = visitor.check(inner)
    for source in re.findall(r'href="(/feeds/[^"]+)"', pages.get("/feeds") or "")[:3]:
        status, _, page = visitor.open(html.unescape(source))
        if status != 200:
            say(f"{user['name']} {source}: {status}")
    # What was sighted leads on to its page, and to a hunt that finds it.
    found = re.search(r'id="sightings".*?href="(/address/([a-z]+)/([^"]+))"', first, re.S)
    if user.get("member") and not found:
        say(f"{user['name']}: no sighting leads anywhere")
    if found:
        status, _, page = visitor.open(html.unescape(found[1]))
        if status != 200 or "<h1" not in page:
            say(f"{user['name']} {found[1]}: {status}")
        if "/hunts" in menu:
            page = visitor.check("/hunts?q=" + found[3])
    for path in ("/profile", "/help", "/search?q=198.51.100.0%2F24"):
        visitor.check(path)
    return set(menu)


def ask(path, token):
    request = urllib.request.Request(URL + path, headers={"Authorization": f"Bearer {token}"})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def main():
    users = ACCESS["users"]
    roles = {user["role"] for user in users}
    if roles != {"reader", "analyst", "approver", "administrator", "auditor"}:
        say(f"roles: {sorted(roles)}")
    seen = set()
    # One of each role of a member, and the system's own.
    told = set()
    for user in users:
        key = (user["role"], user.get("member") is None)
        if key in told and user.get("member") != "qa":
            continue
        told.add(key)
        seen |= visit(user)
    expected = {"/", "/search", "/register", "/approvals", "/watch", "/hunts", "/feeds", "/allow", "/admin", "/audit"}
    if not expected <= seen:
        say(f"no page visited of: {sorted(expected - seen)}")
    for path, role in (
        ("/api/v1/addresses", "reader"), ("/api/v1/approvals", "analyst"), ("/api/v1/users", "administrator"),
        ("/lists/drop.txt", "consumer"), ("/api/v1/constituency", "sensor"),
    ):
        status, body = ask(path, ACCESS["tokens"][role])
        if status != 200 or not body:
            say(f"{path} as {role}: {status} {body[:200]}")


main()
