// The checks panel in the admin: made anew while the text is typed, and its places lead
// to the words. Without this script the panel shows what was found in the saved text.

const PAUSE = 800; // milliseconds without typing
const TOKEN = "[name=csrfmiddlewaretoken]";
const UNREACHED = "The checks didn’t reach us. They go on when you type.";

class ChecksPanel extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.count = this.querySelector(".checks__count");
    this.found = this.querySelector(".checks__found");
    this.form?.addEventListener("input", () => this.later());
    this.form?.addEventListener("change", () => this.later());
    this.addEventListener("click", (event) => this.lead(event));
    document.addEventListener("visibilitychange", () => this.comeBack());
    // After a refused save the form holds more than what was saved.
    if (document.querySelector(".errornote")) this.check();
    else this.seen = inWords(this.typed());
  }

  // A field that is left tells of its change once more: what was seen is not asked again.
  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (inWords(this.typed()) !== this.seen) this.check();
    }, PAUSE);
  }

  // Perhaps from signing in, in another tab.
  comeBack() {
    const isStale = this.classList.contains("checks--stale");
    if (isStale && document.visibilityState === "visible") this.check();
  }

  async check() {
    this.asked?.abort();
    this.asked = new AbortController();
    try {
      let answer = await this.ask();
      if (this.renewTokens(answer)) answer = await this.ask();
      this.show(answer);
    } catch (error) {
      if (error.name !== "AbortError") this.say(UNREACHED);
    }
  }

  async ask() {
    const typed = this.typed();
    this.seen = inWords(typed);
    const response = await fetch(this.dataset.address, {
      method: "POST",
      body: typed,
      signal: this.asked.signal,
      redirect: "error",
    });
    const template = document.createElement("template");
    template.innerHTML = await response.text();
    return template.content;
  }

  // Signing in makes the tokens of an open page old, and the page that refuses one bears a
  // new one. Whether there was a new one.
  renewTokens(answer) {
    const token = answer.querySelector(TOKEN)?.value;
    if (!token || token === this.form.querySelector(TOKEN).value) return false;
    for (const each of document.querySelectorAll(TOKEN)) each.value = token;
    return true;
  }

  // No files: a picture need not travel with every word.
  typed() {
    const data = new FormData(this.form);
    for (const [name, value] of [...data]) {
      if (value instanceof File) data.delete(name);
    }
    return data;
  }

  // A page that is not of the checks is no words of theirs.
  show(answer) {
    const count = answer.querySelector(".checks__count");
    const found = answer.querySelector(".checks__found");
    if (!found) return this.say(count?.textContent.trim() ?? UNREACHED);
    const focused = this.places.indexOf(document.activeElement);
    this.found.replaceChildren(...found.childNodes);
    this.classList.remove("checks--stale");
    this.announce(count.textContent.trim());
    if (focused >= 0) (this.places[focused] ?? this.count).focus({ preventScroll: true });
  }

  get places() {
    return [...this.found.querySelectorAll(".checks__place")];
  }

  // What is shown is of an earlier text.
  say(why) {
    this.seen = undefined;
    this.classList.add("checks--stale");
    this.announce(why);
  }

  // A screen reader says it again only when it is something else.
  announce(words) {
    if (this.count.textContent.trim() !== words) this.count.textContent = words;
  }

  lead(event) {
    const place = event.target.closest(".checks__place");
    const control = place && document.getElementById(place.hash.slice(1));
    if (!control) return;
    event.preventDefault();
    control.scrollIntoView({ block: "center" });
    control.focus();
    if (control.localName === "textarea") select(control, place.dataset);
  }
}

const inWords = (data) => new URLSearchParams(data).toString();

// Select the words on that line or after it, or else the whole line.
function select(textarea, { line: told, quote }) {
  if (told === "0" && !quote) return;
  const line = Math.max(told, 1);
  const lines = textarea.value.split("\n");
  const lineStart = lines.slice(0, line - 1).join("\n").length + (line > 1);
  const found = quote ? textarea.value.indexOf(quote, lineStart) : -1;
  const start = found < 0 ? lineStart : found;
  const length = found < 0 ? (lines[line - 1] ?? "").length : quote.length;
  reveal(textarea, start);
  textarea.setSelectionRange(start, start + length);
}

// Browsers do not scroll to a selection: measure how far down it is, in a twin that is
// as wide and has only the text before it.
function reveal(textarea, position) {
  const twin = textarea.cloneNode();
  twin.removeAttribute("id");
  twin.style.cssText = "position: absolute; visibility: hidden; block-size: 0; min-block-size: 0";
  twin.value = textarea.value.slice(0, position);
  textarea.after(twin);
  twin.style.inlineSize = `${textarea.offsetWidth}px`;
  textarea.scrollTop = twin.scrollHeight - textarea.clientHeight / 2;
  twin.remove();
}

customElements.define("checks-panel", ChecksPanel);
