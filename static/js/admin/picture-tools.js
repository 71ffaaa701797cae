// <picture-tools upload="…" library="…" most-bytes="…" too-heavy="…"><template>…</template>…
// Above a Markdown text: adds pictures by button, drop and paste, lets one be chosen from
// the library, asks what each shows and puts it into the text. Without script a link.

import { choose } from "./pictures/choose.js";
import { describe } from "./pictures/describe.js";
import { Line } from "./pictures/line.js";
import { send } from "./pictures/send.js";
import { caretTo, markdown, putIn } from "./pictures/text.js";

const hasFiles = (transfer) => transfer?.types.includes("Files");

class PictureTools extends HTMLElement {
  // What is on its way, one after the other; what waits for its description.
  sending = Promise.resolve();
  asking = Promise.resolve();

  connectedCallback() {
    if (this.parts) return;
    const templates = [...this.querySelectorAll("template")];
    this.parts = Object.fromEntries(
      templates.map(({ dataset, content }) => [dataset.part, content]),
    );
    this.replaceChildren(this.parts.tools.cloneNode(true));
    this.editor = this.closest(".markdown-editor");
    this.text = this.editor.querySelector("textarea");
    this.lines = this.querySelector("ul");
    this.refusals = this.querySelector("[role=alert]");
    this.status = this.querySelector("[role=status]");
    this.listen();
  }

  // It changes where the editor signs in again meanwhile.
  get token() {
    return this.closest("form").querySelector("[name=csrfmiddlewaretoken]").value;
  }

  listen() {
    const input = this.querySelector("input");
    this.querySelector("[data-act=add]").addEventListener("click", () => input.click());
    this.querySelector("[data-act=choose]").addEventListener("click", () => this.choose());
    input.addEventListener("change", () => {
      this.add([...input.files]);
      input.value = "";
    });
    addEventListener("beforeunload", (event) => {
      if (this.lines.children.length) event.preventDefault();
    });
    // Captured, so that django-markdownx's own upload does not see them.
    for (const type of ["dragenter", "dragover", "dragleave", "drop", "paste"])
      this.editor.addEventListener(type, (event) => this[type](event), { capture: true });
  }

  dragenter(event) {
    this.dragover(event);
  }

  dragover(event) {
    event.stopPropagation();
    if (!hasFiles(event.dataTransfer)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    this.editor.classList.add("is-dropping");
  }

  dragleave(event) {
    event.stopPropagation();
    if (!this.editor.contains(event.relatedTarget)) this.editor.classList.remove("is-dropping");
  }

  drop(event) {
    event.stopPropagation();
    this.editor.classList.remove("is-dropping");
    if (!hasFiles(event.dataTransfer)) return;
    event.preventDefault();
    caretTo(this.text, event.clientX, event.clientY);
    this.add([...event.dataTransfer.files]);
  }

  // Word and Excel put a picture of a copied text beside it: then the text is meant.
  paste(event) {
    event.stopPropagation();
    const { files, types } = event.clipboardData;
    if (!files.length || types.includes("text/plain")) return;
    event.preventDefault();
    this.add([...files]);
  }

  add(files) {
    this.refusals.replaceChildren();
    for (const file of files) {
      const line = new Line(this.parts.line, file.name);
      this.lines.append(line.element);
      this.lines.hidden = false;
      line.cancelled.addEventListener("abort", () => {
        this.takeAway(line);
        this.say(`${file.name} was cancelled.`);
      });
      const sent = this.sending.then(() => this.send(file, line));
      this.sending = sent;
      this.asking = Promise.all([this.asking, sent]).then(
        ([, picture]) => picture && this.place(picture),
      );
    }
  }

  // The stored picture, nothing where it was refused or cancelled.
  async send(file, line) {
    if (line.cancelled.aborted) return;
    const isTooHeavy = file.size > Number(this.getAttribute("most-bytes"));
    if (!isTooHeavy) this.say(`${file.name} is being uploaded.`);
    const { picture, refusal } = isTooHeavy
      ? { refusal: this.getAttribute("too-heavy") }
      : await send(file, this.getAttribute("upload"), this.token, line);
    this.takeAway(line);
    if (refusal) this.refuse(file.name, refusal);
    else if (picture) this.say(`${file.name} is uploaded.`);
    return picture;
  }

  // Whoever was at its button is back in the text.
  takeAway(line) {
    const isHere = line.element.contains(document.activeElement);
    line.element.remove();
    this.lines.hidden = !this.lines.children.length;
    if (isHere) this.text.focus();
  }

  refuse(name, reason) {
    this.say("");
    const line = this.parts.refusal.cloneNode(true).querySelector("p");
    line.prepend(`${name} was not added. ${reason}`);
    line.querySelector("button").addEventListener("click", () => {
      line.remove();
      this.text.focus();
    });
    this.refusals.append(line);
  }

  async choose() {
    const library = this.getAttribute("library");
    const picture = await this.aside(() => choose(this.parts.choose, library));
    if (picture) await this.place(picture);
  }

  // A dialog may lose the text its cursor: afterwards it stands where it stood.
  async aside(dialog) {
    const { selectionStart, selectionEnd } = this.text;
    const answer = await dialog();
    this.text.focus();
    this.text.setSelectionRange(selectionStart, selectionEnd);
    return answer;
  }

  async place(picture) {
    const words = await this.aside(() => describe(this.parts.describe, picture));
    if (!words) return this.say("Nothing was put in. The picture is kept under “Choose a picture”.");
    if (words.isDecoration) words.description = this.getAttribute("decoration");
    else this.remember(picture.key, words.description);
    putIn(this.text, markdown(picture.url, words));
    this.say("The picture is in the text.");
  }

  // The words are in the text already: that the library missed them does no harm.
  remember(key, description) {
    const body = new URLSearchParams({ key, description });
    const headers = { "X-CSRFToken": this.token };
    fetch(this.getAttribute("library"), { method: "POST", body, headers }).catch(() => {});
  }

  say(text) {
    this.status.textContent = text;
  }
}

customElements.define("picture-tools", PictureTools);
