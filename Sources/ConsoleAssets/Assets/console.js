// What the console does beyond its pages: copying, keys, keeping parts fresh, minding the session. Every page reads and
// works without it.

import "./live.js";
import "./session.js";
import { say } from "./say.js";

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
        if (event.shiftKey) document.querySelector('[data-key="Help"]')?.click();
        else document.getElementById("find")?.focus();
    } else if (event.code === "KeyG") {
        isGoing = true;
        setTimeout(() => { isGoing = false; }, 1500);
    } else if (event.code === "KeyC") {
        const address = document.querySelector("[data-page-address]");
        if (address) copy(address.dataset.value);
    }
});
