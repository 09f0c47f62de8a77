// Keeping fresh: the hub tells what changed (/api/v1/stream), the page is asked for again, and parts that differ take the
// place of the old ones. Nothing that has the focus, or is being read with it, is touched; news come at the edge of the
// window, so that nothing moves.

import { askQuietly, say } from "./say.js";

const status = document.querySelector("[data-live-status]");
const pause = document.querySelector("[data-live-pause]");
const toasts = document.querySelector("[data-toasts]");
const own = document.querySelector("[data-page-address]")?.dataset.value;

// Milliseconds: between two refreshes; to the refresh that takes in what is not of this page, or comes in silence.
const shortest = 1500;
const longest = 30_000;
// At most so many news at a time, each for so long.
const maximumToasts = 3;
const toastTime = 12_000;

let last = document.body.dataset.revision ?? "";
let source = null;
let isPaused = false;
let refreshedAt = Date.now();
let planned = null;
let news = [];

const refresh = async () => {
    const answer = await askQuietly(location.href, "text/html");
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of document.querySelectorAll("[data-live]")) {
        const other = fresh.querySelector(`[data-live="${CSS.escape(part.dataset.live)}"]`);
        if (!other || part.contains(document.activeElement) || part.innerHTML === other.innerHTML) continue;
        const replacement = document.importNode(other, true);
        replacement.classList.add("changed");
        part.replaceWith(replacement);
    }
    const time = document.querySelector("[data-live-time]");
    const now = fresh.querySelector("[data-live-time]");
    if (time && now) time.textContent = now.textContent;
};

const lost = (isLost) => {
    if (isLost && !status.classList.contains("lost")) say(document.body.dataset.lost);
    status.classList.toggle("lost", isLost);
};

const plan = (wait) => {
    const at = Math.max(Date.now() + wait, refreshedAt + shortest);
    if (planned && planned.at <= at) return;
    if (planned) clearTimeout(planned.timer);
    const timer = setTimeout(async () => {
        planned = null;
        refreshedAt = Date.now();
        if (!isPaused && !document.hidden) {
            const told = news;
            news = [];
            try {
                await refresh();
                lost(false);
                await tell(told);
            } catch {
                lost(true);
            }
        }
        plan(longest);
    }, at - Date.now());
    planned = { at, timer };
};

// News.

const element = (name, style, text) => {
    const made = document.createElement(name);
    if (style) made.className = style;
    if (text !== undefined) made.textContent = text;
    return made;
};

const isolated = (text, style) => {
    const made = element("bdi", style, text);
    made.dir = "ltr";
    made.translate = false;
    return made;
};

const remove = (toast) => {
    if (toast.contains(document.activeElement) || toast.matches(":hover")) {
        setTimeout(() => remove(toast), toastTime);
        return;
    }
    toast.remove();
    toasts.hidden = toasts.childElementCount === 0;
};

// An element as it is heard: without its link, which would be met twice.
const heard = (part) => {
    const copy = element("span", part.className === "to" ? "" : part.className);
    copy.append(...[...part.childNodes].map((node) => node.cloneNode(true)));
    return copy.firstElementChild ? copy : part.cloneNode(true);
};

const put = (...parts) => {
    const toast = element("p", "toast");
    const button = element("button", "quiet small", "×");
    button.type = "button";
    button.setAttribute("aria-label", toasts.dataset.close);
    button.addEventListener("click", () => {
        toast.remove();
        toasts.hidden = toasts.childElementCount === 0;
    });
    toast.append(...parts, button);
    toasts.append(toast);
    while (toasts.childElementCount > maximumToasts) toasts.firstElementChild.remove();
    toasts.hidden = false;
    setTimeout(() => remove(toast), toastTime);
    say(...parts.map((part) => (typeof part === "string" ? part : heard(part))));
};

// Whether the last thing that happened to an address is that somebody met it for the first time.
const isSighting = async (change) => {
    const answer = await askQuietly(
        `/api/v1/addresses/${encodeURIComponent(change.address)}/timeline`,
        "application/json",
    );
    if (!answer.ok) return false;
    const { timeline } = await answer.json();
    return timeline.some((entry) => entry.revision === change.revision && entry.event === "sighted");
};

const tell = async (changes) => {
    if (changes.length === 0) return;
    if (changes.length > maximumToasts) {
        put(`${toasts.dataset.many} `, isolated(String(changes.length), "figure"));
        return;
    }
    for (const change of changes) {
        const word = (await isSighting(change)) ? toasts.dataset.sighted : toasts.dataset.changed;
        const link = element("a", "to");
        link.href = `/address/${change.kind}/${encodeURIComponent(change.address).replaceAll("%3A", ":")}`;
        link.append(isolated(change.address, "addr"));
        const level = element("span", `level ${change.level}`, toasts.dataset[change.level]);
        put(element("strong", "", word), " ", link, " ", level);
    }
};

const hear = (event) => {
    last = event.lastEventId;
    const change = JSON.parse(event.data);
    news = news.filter((other) => other.address !== change.address);
    if (!own || own === change.address) {
        news.push(change);
        plan(200);
    } else {
        plan(longest / 3);
    }
};

const listen = () => {
    if (source || document.hidden) return;
    source = new EventSource(last ? `/api/v1/stream?after=${encodeURIComponent(last)}` : "/api/v1/stream");
    source.addEventListener("address", hear);
    source.addEventListener("open", () => lost(false));
    source.addEventListener("error", () => {
        lost(true);
        // The browser goes on trying, unless it was refused.
        if (source.readyState === EventSource.CLOSED) source = null;
    });
};

if (status && pause && toasts) {
    pause.hidden = false;
    pause.addEventListener("click", () => {
        isPaused = !isPaused;
        pause.textContent = isPaused ? document.body.dataset.resume : document.body.dataset.pause;
        if (!isPaused) plan(0);
    });
    // Of a page in the background nothing is asked: each open stream takes one of the browser's few connections.
    document.addEventListener("visibilitychange", () => {
        if (document.hidden) {
            source?.close();
            source = null;
        } else {
            listen();
            plan(0);
        }
    });
    listen();
    plan(longest);
}
