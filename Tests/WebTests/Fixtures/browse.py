"""Opens the console in a real browser and says what is wrong with it.

Reads a plan as JSON from standard input, writes what it found as JSON to standard output. Plans:
  first-start  a set-up link is followed in a language, up to the first sign-in after signing out
  pages        every page at each width, language and theme: console, overflow, language, accessibility, isolation
  plain        the same pages without scripts
"""

import json
import pathlib
import sys

import axe_playwright_python
from playwright.sync_api import sync_playwright

AXE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# Words of another script outside the elements that say so.
STRAYS = """(language) => {
    const wrong = language === 'ar' ? /[A-Za-z]{2,}/ : /[\\u0620-\\u064A]/;
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const place = node.parentElement;
        if (place.closest('bdi, code, kbd, script, noscript, style, textarea, option')) continue;
        const declared = place.closest('[lang]').lang;
        if (declared !== language) continue;
        if (wrong.test(node.data)) found.push(node.data.trim().slice(0, 80));
    }
    for (const place of document.querySelectorAll('[aria-label], [placeholder], [title]')) {
        if (place.matches('bdi, time, g')) continue;
        for (const name of ['aria-label', 'placeholder', 'title']) {
            const text = place.getAttribute(name);
            if (text && wrong.test(text)) found.push(name + ': ' + text);
        }
    }
    return found;
}"""

# Machine text must run from left to right, on its own, whatever is around it.
BIDI = """() => {
    const found = [];
    for (const place of document.querySelectorAll('.addr, time, .figure, .code, .tlp')) {
        const style = getComputedStyle(place);
        if (style.direction !== 'ltr' || !style.unicodeBidi.includes('isolate')) found.push(place.textContent);
    }
    for (const place of document.querySelectorAll('.addr .tail')) {
        const text = place.firstChild;
        if (!text || text.length < 2) continue;
        const range = document.createRange();
        const box = (index) => { range.setStart(text, index); range.setEnd(text, index + 1); return range.getBoundingClientRect(); };
        const [first, last] = [box(0), box(text.length - 1)];
        if (first.top === last.top && first.left > last.left) found.push('runs backwards: ' + text.data);
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node.parentElement.closest('bdi, time, code, kbd, script, noscript, textarea, option')) continue;
        const order = getComputedStyle(node.parentElement).direction;
        if (order === 'rtl' && /[0-9][-/:.][0-9]|[-+−][0-9]|[0-9]%/.test(node.data)) {
            found.push('numbers in plain text: ' + node.data.trim());
        }
    }
    return found;
}"""

CONTROLS = """() => {
    getSelection().selectAllChildren(document.body);
    const text = getSelection().toString();
    getSelection().removeAllRanges();
    return /[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]/.test(text);
}"""


class Run:
    def __init__(self, browser, plan):
        self.browser = browser
        self.plan = plan
        self.problems = []
        self.shots = pathlib.Path(plan["screenshots"])
        self.shots.mkdir(parents=True, exist_ok=True)

    def context(self, width=1440, language="en", theme="light", scripts=True):
        context = self.browser.new_context(
            viewport={"width": width, "height": 900 if width > 800 else 844},
            locale="ar-SA" if language == "ar" else "en-GB",
            color_scheme=theme,
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        context.set_default_timeout(20_000)
        return context

    def page(self, context, where):
        page = context.new_page()
        page.on("console", lambda message: message.type in ("error", "warning") and self.say(where, f"console: {message.text}"))
        page.on("pageerror", lambda error: self.say(where, f"script: {error}"))
        page.on("dialog", lambda dialog: (self.say(where, f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("requestfailed", lambda request: "ABORTED" in (request.failure or "") or self.say(where, f"failed: {request.url}"))
        return page

    def say(self, where, problem):
        self.problems.append(f"{where}: {problem}")

    def url(self, path):
        return self.plan["url"] + path

    def shoot(self, page, name):
        page.screenshot(path=str(self.shots / f"{name}.png"), full_page=True, caret="initial")

    def sign_in(self, page, user):
        page.goto(self.url("/sign-in"))
        page.fill("input[name=name]", user["name"])
        page.fill("input[name=password]", user["password"])
        page.click("main button.primary")
        page.wait_for_url(self.url("/"))

    # The plans.

    def first_start(self):
        language, user = self.plan["language"], self.plan["user"]
        context = self.context(language=language)
        page = self.page(context, f"first start, {language}")
        page.goto(self.plan["setUp"])
        if page.get_attribute("html", "lang") != language:
            self.say("set-up", "not in the browser's language")
        self.check(page, f"set-up-{language}", language)
        page.fill("input[name=name]", user["name"])
        page.fill("input[name=display-name]", user["displayName"])
        page.fill("input[name=password]", user["password"])
        page.click("main button.primary")
        page.wait_for_selector("nav.menu")
        self.check(page, f"first-page-{language}", language)
        if user["displayName"] not in page.inner_text(".me"):
            self.say("first start", "the name is not shown")
        page.click("form[action='/sign-out'] button")
        page.wait_for_selector("input[name=password]")
        self.check(page, f"sign-in-{language}", language)
        self.sign_in(page, user)
        # By keyboard alone: the skip link is first, keys lead to other pages.
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") != "skip":
            self.say("keyboard", "the skip link is not first")
        page.keyboard.press("Enter")
        page.keyboard.press("g")
        page.keyboard.press("f")
        page.wait_for_url(self.url("/feeds"))
        page.keyboard.press("/")
        page.keyboard.type("192.0.2.7")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?q=192.0.2.7")
        context.close()

    def pages(self):
        for language in self.plan["languages"]:
            for theme in self.plan["themes"]:
                for width in self.plan["widths"]:
                    context = self.context(width, language, theme)
                    page = self.page(context, f"{language} {theme} {width}")
                    self.sign_in(page, self.plan["user"])
                    for path in self.plan["paths"]:
                        separator = "&" if "?" in path else "?"
                        page.goto(self.url(f"{path}{separator}lang={language}"))
                        self.check(page, f"{self.name(path)}-{language}-{theme}-{width}", language)
                    context.close()

    def plain(self):
        context = self.context(scripts=False)
        page = context.new_page()
        self.sign_in(page, self.plan["user"])
        for path in self.plan["paths"]:
            answer = page.goto(self.url(path))
            if answer.status != 200 or len(page.inner_text("main")) < 20 or page.locator("h1").count() != 1:
                self.say(path, "does not read without scripts")
            if page.locator("button[hidden]:visible").count():
                self.say(path, "shows buttons that do nothing without scripts")
        context.close()

    def name(self, path):
        words = "".join(c if c.isalnum() else "-" for c in path.split("?")[0]).strip("-")
        return words[:40] or "situation"

    def check(self, page, name, language):
        if page.get_attribute("html", "dir") != ("rtl" if language == "ar" else "ltr"):
            self.say(name, "wrong direction")
        if page.locator("h1").count() != 1:
            self.say(name, "not one heading of the first rank")
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if overflow > 0:
            self.say(name, f"{overflow} px too wide")
        for stray in page.evaluate(STRAYS, language):
            self.say(name, f"untranslated: {stray}")
        for text in page.evaluate(BIDI):
            self.say(name, f"not isolated: {text}")
        if page.evaluate(CONTROLS):
            self.say(name, "what is copied holds signs of direction")
        page.evaluate(AXE)
        result = page.evaluate(
            "(tags) => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", TAGS
        )
        for violation in result["violations"]:
            nodes = "; ".join(str(node["target"]) + " " + (node["failureSummary"] or "")[:160] for node in violation["nodes"][:3])
            self.say(name, f"axe {violation['id']}: {nodes}")
        self.shoot(page, name)


def main():
    plan = json.load(sys.stdin)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=plan["chromium"],
            args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--hide-scrollbars"],
        )
        run = Run(browser, plan)
        {"first-start": run.first_start, "pages": run.pages, "plain": run.plain}[plan["plan"]]()
        browser.close()
    json.dump({"problems": run.problems}, sys.stdout)


main()
