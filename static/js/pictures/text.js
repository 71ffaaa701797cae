// Puts a picture into a Markdown text.

export function markdown(url, { description, caption }) {
  const words = description.replace(/[\\`*_{}[\]<>&]/g, "\\$&");
  const title = caption && ` "${caption.replace(/[\\"&]/g, "\\$&")}"`;
  return `![${words}](${url}${title})`;
}

// A paragraph of its own: before the line that the cursor begins, else after its line.
// The browser types it, so that one undo takes it out again.
export function putIn(textarea, code) {
  const { value, selectionEnd: caret } = textarea;
  const isAtStart = !caret || value[caret - 1] === "\n";
  const end = value.indexOf("\n", caret);
  const place = isAtStart ? caret : end < 0 ? value.length : end;
  const before = value.slice(0, place);
  const after = value.slice(place);
  const text = gap(before.match(/\n*$/)[0], before) + code + gap(after.match(/^\n*/)[0], after);
  textarea.focus();
  textarea.setSelectionRange(place, place);
  if (!document.execCommand("insertText", false, text)) {
    textarea.setRangeText(text, place, place, "end");
    textarea.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

// The line ends that are missing between a picture and what stands beside it.
function gap(lineEnds, text) {
  return text.trim() ? "\n".repeat(Math.max(0, 2 - lineEnds.length)) : "";
}

// Puts the cursor where the pointer is, where the browser can say.
export function caretTo(textarea, x, y) {
  const spot = document.caretPositionFromPoint?.(x, y);
  if (spot?.offsetNode === textarea) textarea.setSelectionRange(spot.offset, spot.offset);
}
