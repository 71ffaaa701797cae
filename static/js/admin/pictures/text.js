// Puts a picture into a Markdown text.

export function markdown(url, { description, caption }) {
  const words = description.replace(/[\\`*_{}[\]<>&]/g, "\\$&");
  const title = caption && ` "${caption.replace(/[\\"&]/g, "\\$&")}"`;
  return `![${words}](${url}${title})`;
}

// A paragraph of its own: before the line that the cursor begins, else after its line.
// The browser types it, so that one undo takes it out again. The cursor ends below it.
export function putIn(textarea, code) {
  const { value, selectionEnd: caret } = textarea;
  const isAtStart = !caret || value[caret - 1] === "\n";
  const lineEnd = value.indexOf("\n", caret);
  const place = isAtStart ? caret : lineEnd < 0 ? value.length : lineEnd;
  const [above] = value.slice(0, place).match(/\n*$/);
  const [below] = value.slice(place).match(/^\n*/);
  const isFirst = above.length === place;
  const text = (isFirst ? "" : blankLine(above)) + code + blankLine(below);
  textarea.focus();
  textarea.setSelectionRange(place, place);
  if (!document.execCommand("insertText", false, text)) {
    textarea.setRangeText(text);
    textarea.dispatchEvent(new Event("input", { bubbles: true }));
  }
  const end = place + text.length + below.length;
  textarea.setSelectionRange(end, end);
}

// The line ends that are missing between a picture and what stands beside it.
const blankLine = (lineEnds) => "\n".repeat(Math.max(0, 2 - lineEnds.length));

// Puts the cursor where the pointer is, where the browser can say.
export function caretTo(textarea, x, y) {
  const spot = document.caretPositionFromPoint?.(x, y);
  if (spot?.offsetNode === textarea) textarea.setSelectionRange(spot.offset, spot.offset);
}
