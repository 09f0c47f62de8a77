// One sentence for those who hear the page, of texts and elements.
export const say = (...parts) => {
    const place = document.querySelector("[data-say]");
    if (place) place.replaceChildren(...parts);
};

// Asks for something of ours without its being taken for somebody's use of the session.
export const askQuietly = (path, accept) =>
    fetch(path, { headers: { accept, "x-marsad-background": "1" }, credentials: "same-origin" });
