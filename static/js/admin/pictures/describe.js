// Asks what a picture shows, at once, in a dialog.

// Ends with { description, isDecoration, caption }, or null when nothing is to be put in.
export function describe(template, picture) {
  const dialog = template.cloneNode(true).querySelector("dialog");
  const { description, decoration, caption } = dialog.querySelector("form").elements;
  Object.assign(dialog.querySelector("img"), thumbnailOf(picture));
  description.value = picture.description ?? "";
  decoration.addEventListener("change", () => {
    description.disabled = decoration.checked;
    complain(dialog, false);
  });
  dialog.querySelector("[data-act=cancel]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("submit", (event) => {
    if (decoration.checked || description.value.trim()) return;
    event.preventDefault();
    complain(dialog, true);
    description.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      const words = {
        description: oneLine(description.value),
        isDecoration: decoration.checked,
        caption: oneLine(caption.value),
      };
      resolve(dialog.returnValue === "insert" ? words : null);
      dialog.remove();
    });
  });
}

function thumbnailOf({ thumbnail: { url, width, height } }) {
  return { src: url, width, height };
}

function complain(dialog, isWrong) {
  dialog.querySelector(".picture-dialog__error").hidden = !isWrong;
  dialog.querySelector("textarea").setAttribute("aria-invalid", isWrong);
}

const oneLine = (text) => text.trim().replace(/\s+/g, " ");
