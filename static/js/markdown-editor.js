// Closes what django-markdownx leaves open in the admin's editor: the preview is shown
// in a frame without scripts and with the site's own styles, Tab leaves the text, and a
// refused picture is explained beside the editor instead of written into the text.

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

function explain(editor, text) {
  editor.querySelector(".markdown-editor__message").textContent = text;
}

// Pictures dropped or pasted: what the server says stands beside the text.
function refused(event) {
  const editor = event.target;
  const textarea = editor.querySelector("textarea");
  const { value, selectionStart } = textarea;
  const errors = event.detail?.[0]?.image;
  explain(editor, errors?.join(" ") ?? "The picture didn’t reach us. Try again.");
  // django-markdownx now writes its own error into the text: put the text back.
  queueMicrotask(() => {
    textarea.value = value;
    textarea.setSelectionRange(selectionStart, selectionStart);
  });
}

function uploaded(event) {
  const editor = event.target;
  const textarea = editor.querySelector("textarea");
  const { image_code: code } = event.detail[0];
  const start = textarea.value.lastIndexOf(code, textarea.selectionEnd) + "![".length;
  textarea.focus();
  textarea.setSelectionRange(start, start + code.indexOf("]") - "![".length);
  explain(editor, "Now describe the picture: type over the selected words.");
}

document.addEventListener("DOMContentLoaded", () => {
  customElements.define("markdown-preview", MarkdownPreview);
  for (const editor of document.querySelectorAll(EDITOR)) {
    editor.addEventListener("markdownx.fileUploadError", refused);
    editor.addEventListener("fileUploadError", refused);
    editor.addEventListener("markdownx.fileUploadEnd", uploaded);
    editor.addEventListener("input", () => explain(editor, ""));
  }
});
