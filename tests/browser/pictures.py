"""An editor's hands: files dropped and pasted into the text, the dialogs that follow."""

import re

from playwright.sync_api import expect

EDITOR = "#id_body"
FILES = "picture-tools input[type=file]"
GIVE = """([selector, kind, files, text]) => {
  const transfer = new DataTransfer();
  for (const { name, type, bytes } of files)
    transfer.items.add(new File([new Uint8Array(bytes)], name, { type }));
  if (text) transfer.setData("text/plain", text);
  const options = { bubbles: true, cancelable: true };
  const event = kind === "paste"
    ? new ClipboardEvent(kind, { ...options, clipboardData: transfer })
    : new DragEvent(kind, { ...options, dataTransfer: transfer });
  document.querySelector(selector).dispatchEvent(event);
  return event.defaultPrevented;
}"""


def give(page, kind: str, *files: tuple[str, bytes], text: str = "") -> bool:
    """Drop or paste these files; whether the page took them."""
    given = [
        {"name": name, "type": "image/png", "bytes": list(data)} for name, data in files
    ]
    return page.evaluate(GIVE, [EDITOR, kind, given, text])


def add(page, *files: tuple[str, bytes]) -> None:
    """Choose these files by the button."""
    given = [
        {"name": name, "mimeType": "image/png", "buffer": data} for name, data in files
    ]
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Add a picture").click()
    chooser.value.set_files(given)


def describe(page, words: str, caption: str = "") -> None:
    """Describe the picture, and wait until it is in the text."""
    answer(page, words, caption)
    expect(page.locator(EDITOR)).to_have_value(re.compile(re.escape(f"![{words}]")))


def answer(page, words: str, caption: str = "") -> None:
    """Answer the dialog, which closes a moment later or complains."""
    dialog = page.get_by_role("dialog", name="Describe the picture")
    dialog.get_by_label("What does it show?").fill(words)
    dialog.get_by_label("Caption").fill(caption)
    dialog.get_by_role("button", name="Put it into the text").click()


def put_cursor(page, place: int) -> None:
    page.evaluate(
        """([selector, place]) => {
          const text = document.querySelector(selector);
          text.focus();
          text.setSelectionRange(place, place);
        }""",
        [EDITOR, place],
    )


def cursor(page) -> tuple[str, int]:
    """What has the focus, and where the cursor is in the text."""
    return tuple(
        page.evaluate(
            "[document.activeElement.id, document.querySelector('#id_body').selectionEnd]"
        )
    )
