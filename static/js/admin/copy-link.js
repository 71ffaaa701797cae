// <copy-link><input readonly value="https://…"></copy-link>: a button that copies it.
class CopyLink extends HTMLElement {
  connectedCallback() {
    if (!navigator.clipboard || this.querySelector("button")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = "Copy";
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(this.querySelector("input").value);
      button.textContent = "Copied";
    });
    this.append(button);
  }
}

document.addEventListener("DOMContentLoaded", () =>
  customElements.define("copy-link", CopyLink),
);
