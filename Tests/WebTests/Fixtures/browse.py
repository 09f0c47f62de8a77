"""Opens the console in a real browser and says what is wrong with it.

Reads a plan as JSON from standard input, writes what it found as JSON to standard output. Plans:
  first-start  a set-up link is followed in a language, up to the first sign-in after signing out
  pages        every page at each width, language and theme: console, overflow, language, accessibility, isolation
  plain        the same pages without scripts
  session-end  a session is about to end
  appeal       somebody who was blocked asks why and appeals; an analyst answers
  journey      first start, member, people, sensor, first registered address, first sighting shown live
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
        if (place.matches('bdi, time, g, input[dir=ltr]')) continue;
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

    def journey(self):
        """From the first start to the first sighting, which comes while somebody looks, without the page being loaded again."""
        language, plan = self.plan["language"], self.plan
        words = plan["words"]
        context = self.context(language=language)
        page = self.page(context, f"journey, {language}")
        page.goto(plan["setUp"])
        for name, value in {"name": "root", "display-name": "root", "password": plan["password"]}.items():
            page.fill(f"input[name={name}]", value)
        page.click("main button.primary")
        page.wait_for_selector("nav.menu")

        page.goto(self.url("/admin/members"))
        for name, value in plan["member"].items():
            page.fill(f"form[action='/admin/members'] [name={name}]", value)
        page.click("form[action='/admin/members'] .submit button")
        page.wait_for_selector(".notice")

        page.goto(self.url("/admin/users"))
        form = "form[action='/admin/users']"
        for name, value in {"name": "huda", "display-name": "هدى", "password": plan["password"]}.items():
            page.fill(f"{form} [name={name}]", value)
        page.select_option(f"{form} [name=role]", "analyst")
        page.select_option(f"{form} [name=member]", index=1)
        page.click(f"{form} .submit button")
        page.wait_for_selector(".notice")

        page.goto(self.url("/admin/tokens"))
        form = "form[action='/admin/tokens']"
        page.fill(f"{form} [name=name]", "resolver-1")
        page.select_option(f"{form} [name=member]", index=1)
        page.check(f"{form} [name=scope-sense]")
        page.click(f"{form} .submit button")
        secret = page.get_attribute(".secret [data-value]", "data-value")
        self.check(page, f"journey-token-{language}", language)
        page.click("form[action='/sign-out'] button")
        page.wait_for_selector("input[name=password]")

        self.sign_in(page, {"name": "huda", "password": plan["password"]})
        page.keyboard.press("g")
        page.keyboard.press("r")
        page.wait_for_url(self.url("/register"))
        page.fill("[name=addresses]", "seen: login[.]evil[.]example")
        page.select_option("[name=category]", "phishing")
        page.click("form[action='/register'] .submit button")
        page.wait_for_selector("#preview [data-value='login.evil.example']")
        self.check(page, f"journey-preview-{language}", language)
        page.click("button[name=do][value=submit]")
        page.wait_for_url("**/address/domain/login.evil.example?done=submitted")

        page.goto(self.url("/"))
        page.evaluate("window.wasNotLoadedAgain = true")
        page.wait_for_function("performance.getEntriesByType('resource').some((e) => e.name.includes('/api/v1/stream')) || document.querySelector('[data-live-status]')")
        heading = page.locator("h1").bounding_box()
        answer = page.request.post(
            self.url("/api/v1/sightings"),
            headers={"authorization": f"Bearer {secret}", "content-type": "application/json"},
            data=json.dumps(plan["batch"]),
        )
        if answer.status != 200:
            self.say("sighting", f"{answer.status} {answer.text()}")
        page.wait_for_selector("#sightings [data-value='login.evil.example']")
        page.wait_for_selector(".toast [class=addr]")
        toast = page.inner_text(".toast")
        if words["sighted"] not in toast or "login.evil.example" not in toast:
            self.say("live", f"the news say: {toast}")
        if "10.0.0.5" not in page.inner_text("#sightings"):
            self.say("live", "the inside host is not shown")
        if not page.evaluate("window.wasNotLoadedAgain === true"):
            self.say("live", "the page was loaded again")
        if page.locator("h1").bounding_box() != heading:
            self.say("live", "what was there has moved")
        self.check(page, f"journey-live-{language}", language)
        context.close()

    def appeal(self):
        """From a block page to an appeal without signing in, and to its answer."""
        language, plan = self.plan["language"], self.plan
        name = f"{language}-{'lively' if plan['scripts'] else 'plain'}"
        for width in (1440, 390) if plan["scripts"] else (390,):
            context = self.context(width, language=language, scripts=plan["scripts"])
            page = self.page(context, f"why, {name}")
            page.goto(self.url(plan["why"]))
            if plan["scripts"]:
                self.check(page, f"why-{language}-{width}", language)
            page.fill("#appeal textarea", "هذا خطأ" if language == "ar" else "This is a mistake")
            page.fill("#appeal input[name=contact]", "someone@mail.example")
            page.click("#appeal button")
            page.wait_for_selector(".notice")
            if plan["scripts"]:
                self.check(page, f"why-appealed-{language}-{width}", language)
            context.close()
        context = self.context(language=language, scripts=plan["scripts"])
        page = self.page(context, f"appeals, {name}")
        self.sign_in(page, plan["user"])
        page.goto(self.url("/appeals"))
        page.click("#open tbody tr:last-child a[href^='/appeals/']")
        page.wait_for_selector("#upheld")
        page.fill("#upheld textarea", "still phishing")
        page.click("#upheld button")
        page.wait_for_selector(".notice")
        if "still phishing" not in page.inner_text("#answered"):
            self.say("appeals", "the answer is not shown")
        context.close()

    def session_end(self):
        """The session is about to end: a warning, and a way to go on."""
        language = self.plan["language"]
        context = self.context(language=language)
        page = self.page(context, f"session, {language}")
        self.sign_in(page, self.plan["user"])
        # The clock of the page alone goes on; the hub's answers say how long the session lasts.
        page.route("**/session", lambda route: route.fulfill(json={"seconds": self.left}))
        self.left = 100
        page.clock.install()
        page.reload()
        page.clock.fast_forward(3600 * 1000)
        page.wait_for_selector("[data-session-extend]:visible")
        self.check(page, f"session-ending-{language}", language)
        self.left = 3600
        page.click("[data-session-extend]")
        page.wait_for_selector("[data-session-extend]", state="hidden")
        self.left = 0
        page.clock.fast_forward(3600 * 1000)
        page.wait_for_selector("[data-session-again]:visible")
        self.check(page, f"session-over-{language}", language)
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
        return self.plan.get("prefix", "") + (words[:40] or "situation")

    def check(self, page, name, language):
        # Styles included: what is measured without them says nothing.
        page.wait_for_load_state("load")
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
        {"first-start": run.first_start, "pages": run.pages, "plain": run.plain,
         "journey": run.journey, "session-end": run.session_end, "appeal": run.appeal}[plan["plan"]]()
        browser.close()
    json.dump({"problems": run.problems}, sys.stdout)


main()
