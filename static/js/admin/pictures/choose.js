// The picture library in a dialog: search it, turn its pages, choose.

const PAUSE = 300; // milliseconds after the last letter
const LOST = "<p>The pictures didn’t come. Try again.</p>";

// Ends with a picture as `describe` takes it, or null.
export function choose(template, url) {
  const dialog = template.cloneNode(true).querySelector("dialog");
  const choices = dialog.querySelector(".picture-dialog__choices");
  const words = dialog.querySelector("input");
  const shelf = new Shelf(url, choices, dialog.querySelector("[role=status]"));
  let waiting, chosen = null;

  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    shelf.load(words.value);
  });
  words.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => shelf.load(words.value), PAUSE);
  });
  choices.addEventListener("click", async ({ target }) => {
    const { key, page } = target.closest("button")?.dataset ?? {};
    if (page) {
      await shelf.load(words.value, page);
      choices.querySelector("button")?.focus();
    } else if (key) {
      chosen = pictureOf(target.closest("button"));
      dialog.close();
    }
  });
  dialog.querySelector("[data-act=cancel]").addEventListener("click", () => dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  shelf.load("");
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      clearTimeout(waiting);
      dialog.remove();
      resolve(chosen);
    });
  });
}

function pictureOf(button) {
  const { width, height } = button.querySelector("img").attributes;
  const thumbnail = {
    url: button.querySelector("img").getAttribute("src"),
    width: width.value,
    height: height.value,
  };
  return { ...button.dataset, thumbnail };
}

class Shelf {
  constructor(url, place, status) {
    Object.assign(this, { url, place, status });
  }

  // An answer that a later question has overtaken is not shown.
  async load(words, page = 1) {
    const asked = (this.asked = Symbol());
    const html = await this.fetch(new URLSearchParams({ q: words, page }));
    if (this.asked !== asked) return;
    this.place.innerHTML = html;
    const found = this.place.querySelector("p");
    this.status.textContent = found?.textContent.trim().replace(/\s+/g, " ") ?? "";
    found?.remove();
    this.place.scrollTop = 0;
  }

  async fetch(query) {
    try {
      const response = await fetch(`${this.url}?${query}`);
      return response.ok || response.status === 403 ? response.text() : LOST;
    } catch {
      return LOST;
    }
  }
}
