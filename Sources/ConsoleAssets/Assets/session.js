// The session: a warning two minutes before it ends, with a way to go on. What other tabs do counts.

import { askQuietly, say } from "./say.js";

const note = document.querySelector("[data-session-note]");
const warning = 120;

const secondsLeft = async (isUse) => {
    const answer = isUse
        ? await fetch("/session", { headers: { accept: "application/json" }, credentials: "same-origin" })
        : await askQuietly("/session", "application/json");
    return answer.ok ? (await answer.json()).seconds : 0;
};

const part = (name) => note.querySelector(`[data-session-${name}]`);

const show = (isOver) => {
    part("ending").hidden = isOver;
    part("extend").hidden = isOver;
    part("over").hidden = !isOver;
    part("again").hidden = !isOver;
    note.hidden = false;
    say(part(isOver ? "over" : "ending").textContent);
};

const wait = (seconds) => {
    setTimeout(look, Math.min(Math.max(seconds, 1) * 1000, 2 ** 31 - 1));
};

const look = async () => {
    let left;
    try {
        left = await secondsLeft(false);
    } catch {
        // Without a connection there is nothing to extend; it is asked for again.
        wait(15);
        return;
    }
    if (left <= 0) {
        show(true);
    } else if (left <= warning) {
        if (note.hidden) show(false);
        wait(left);
    } else {
        note.hidden = true;
        wait(left - warning);
    }
};

if (note && document.body.dataset.session) {
    part("extend").addEventListener("click", async () => {
        try {
            await secondsLeft(true);
            await look();
        } catch {
            say(document.body.dataset.lost);
        }
    });
    part("again").href = `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`;
    wait(Number(document.body.dataset.session) - warning);
}
