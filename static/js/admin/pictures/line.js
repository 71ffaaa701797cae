// The line of one picture on its way: how far it is, and a button that stops it.

export class Line {
  constructor(template, name) {
    this.element = template.cloneNode(true).querySelector("li");
    this.progress = this.element.querySelector("progress");
    this.progress.setAttribute("aria-label", `Upload of ${name}`);
    this.element.querySelector(".picture-line__name").textContent = name;
    this.cancelling = new AbortController();
    const cancel = this.element.querySelector("button");
    cancel.setAttribute("aria-label", `Cancel ${name}`);
    cancel.addEventListener("click", () => this.cancelling.abort());
  }

  get cancelled() {
    return this.cancelling.signal;
  }

  // From 0 to 1; when all has arrived the server still makes the sizes.
  show(part) {
    if (part < 1) this.progress.value = part;
    else this.progress.removeAttribute("value");
    this.element.querySelector(".picture-line__state").textContent =
      part < 1 ? `${Math.round(part * 100)}%` : "Making its sizes…";
  }
}
