// What the console does beyond its pages: copying, keys, keeping parts fresh. Every page reads and works without it.

const say = (text) => {
    const place = document.querySelector("[data-say]");
    if (place) place.textContent = text;
};

// Copying: the canonical text, without any sign of direction.
const copy = async (text) => {
    try {
        await navigator.clipboard.writeText(text);
    } catch {
        const area = document.createElement("textarea");
        area.value = text;
        document.body.append(area);
        area.select();
        document.execCommand("copy");
        area.remove();
    }
    say(document.body.dataset.copied);
};

for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button.dataset.copy));
}

// Keys: by the place of the key, so that they work on an Arabic keyboard.
const keysAreOff = () => localStorage.getItem("keys") === "off";
const keysButton = document.querySelector("[data-keys]");
if (keysButton) {
    const show = () => {
        keysButton.textContent = keysAreOff() ? document.body.dataset.keysOn : document.body.dataset.keysOff;
    };
    keysButton.hidden = false;
    keysButton.addEventListener("click", () => {
        localStorage.setItem("keys", keysAreOff() ? "on" : "off");
        show();
    });
    show();
}

let isGoing = false;
document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    if ((event.ctrlKey || event.metaKey) && event.code === "Enter" && event.target.form) {
        event.target.form.requestSubmit();
        return;
    }
    if (keysAreOff() || isTyping || event.ctrlKey || event.altKey || event.metaKey) return;
    if (isGoing) {
        isGoing = false;
        const link = document.querySelector(`[data-key="${CSS.escape(event.code)}"]`);
        if (link) {
            event.preventDefault();
            link.click();
        }
        return;
    }
    if (event.code === "Slash") {
        event.preventDefault();
        if (event.shiftKey) document.querySelector('[data-key="KeyH"]')?.click();
        else document.getElementById("find")?.focus();
    } else if (event.code === "KeyG") {
        isGoing = true;
        setTimeout(() => { isGoing = false; }, 1500);
    } else if (event.code === "KeyC") {
        const address = document.querySelector("[data-page-address]");
        if (address) copy(address.dataset.value);
    }
});

// Keeping fresh: the page is asked for again, and parts that differ take the place of the old ones. Nothing that has
// the focus, or is being read with it, is touched.
const status = document.querySelector("[data-live-status]");
const pause = document.querySelector("[data-live-pause]");
const period = 10_000;
let isPaused = false;

const refresh = async () => {
    const answer = await fetch(location.href, { headers: { accept: "text/html" }, credentials: "same-origin" });
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
    status.classList.remove("lost");
};

if (status && pause) {
    pause.hidden = false;
    pause.addEventListener("click", () => {
        isPaused = !isPaused;
        pause.textContent = isPaused ? document.body.dataset.resume : document.body.dataset.pause;
    });
    setInterval(async () => {
        if (isPaused || document.hidden) return;
        try {
            await refresh();
        } catch {
            if (!status.classList.contains("lost")) say(document.body.dataset.lost);
            status.classList.add("lost");
        }
    }, period);
}
