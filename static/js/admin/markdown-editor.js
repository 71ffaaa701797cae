// Closes what django-markdownx leaves open in the admin's editor: the preview is shown
// in a frame without scripts and with the site's own styles, and Tab leaves the text.

const EDITOR = ".markdown-editor";

// django-markdownx sets `innerHTML` of its preview: here that reaches the frame.
class MarkdownPreview extends HTMLElement {
  connectedCallback() {
    const stylesheets = this.querySelector("template").innerHTML;
    this.frame = document.createElement("iframe");
    this.frame.title = "Preview";
    this.frame.sandbox = "allow-same-origin";
    this.frame.addEventListener("load", () => this.open());
    this.frame.srcdoc = `<!doctype html><html lang="en-US"><head>${stylesheets}</head><body class="preview"><main class="prose"></main></body></html>`;
    this.append(this.frame);
  }

  // A link would replace the preview by the page it leads to.
  open() {
    this.frame.contentDocument.addEventListener("click", (event) => {
      if (event.target.closest("a")) event.preventDefault();
    });
    this.show();
  }

  set innerHTML(html) {
    this.html = html;
    this.show();
  }

  show() {
    const page = this.frame.contentDocument?.querySelector("main");
    if (page && this.html !== undefined) page.innerHTML = this.html;
  }
}

// WCAG 2.1.2: nothing may hold the keyboard.
document.addEventListener(
  "keydown",
  (event) => {
    if (event.key === "Tab" && event.target.closest(EDITOR)) event.stopPropagation();
  },
  { capture: true },
);

document.addEventListener("DOMContentLoaded", () => {
  customElements.define("markdown-preview", MarkdownPreview);
});
