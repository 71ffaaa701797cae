// Rows of an admin list that are dragged into order, by pointer or by keyboard. The order
// is sent once, when a row is put down. Without it the buttons beside each row move it.

const HANDLE = "⠿";

class OrderedRows extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.status = this.querySelector(".order-status");
    this.querySelector(".order-hint").hidden = false;
    for (const move of this.form.querySelectorAll(".move")) this.equip(move);
  }

  equip(move) {
    const row = move.closest("tr");
    const handle = document.createElement("button");
    handle.type = "button";
    handle.className = "button move__handle";
    handle.textContent = HANDLE;
    handle.setAttribute("aria-label", `Place ${move.dataset.name}`);
    handle.setAttribute("aria-describedby", "order-hint");
    handle.setAttribute("aria-pressed", "false");
    handle.addEventListener("pointerdown", (event) => this.grab(event, row));
    handle.addEventListener("pointermove", (event) => this.drag(event));
    handle.addEventListener("pointerup", () => this.lifted?.byPointer && this.drop());
    handle.addEventListener("pointercancel", () => this.cancel());
    handle.addEventListener("keydown", (event) => this.press(event, row));
    handle.addEventListener("blur", () => this.leave());
    move.prepend(handle);
    for (const button of move.querySelectorAll("[formaction]")) {
      button.addEventListener("click", (event) => this.step(event, row, button));
    }
  }

  get rows() {
    return [...this.form.querySelectorAll("tbody > tr:has(.move)")];
  }

  get pks() {
    return this.rows.map((row) => row.querySelector(".move").dataset.pk);
  }

  // Lifting a row, carrying it and putting it down.

  lift(row, byPointer) {
    if (this.isSaving) return;
    const handle = row.querySelector(".move__handle");
    this.lifted = { row, handle, byPointer, seen: this.pks, from: this.rows.indexOf(row) };
    row.classList.add("is-lifted");
    handle.setAttribute("aria-pressed", "true");
  }

  carry(place) {
    const { row } = this.lifted;
    const rows = this.rows;
    const from = rows.indexOf(row);
    const to = Math.min(Math.max(place, 0), rows.length - 1);
    if (to === from) return;
    this.isCarrying = true; // a row that is moved loses the focus for a moment
    rows[to][to < from ? "before" : "after"](row);
    this.lifted.handle.focus({ preventScroll: true });
    this.isCarrying = false;
    row.scrollIntoView({ block: "nearest" });
  }

  async drop() {
    const { row, seen, from } = this.lifted;
    const place = this.rows.indexOf(row);
    this.putDown();
    if (place !== from) await this.save(row, seen, from, place);
  }

  cancel() {
    if (!this.lifted) return;
    this.carry(this.lifted.from);
    this.putDown();
    this.say("Put back.");
  }

  putDown() {
    const { row, handle } = this.lifted;
    row.classList.remove("is-lifted");
    handle.setAttribute("aria-pressed", "false");
    this.lifted = null;
  }

  // By pointer: mouse, pen or finger.

  grab(event, row) {
    if (event.button !== 0 || this.lifted) return;
    event.target.setPointerCapture(event.pointerId);
    this.lift(row, true);
  }

  drag(event) {
    if (!this.lifted?.byPointer) return;
    const place = this.rows.findIndex((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return top <= event.clientY && event.clientY < bottom;
    });
    if (place >= 0) this.carry(place);
    event.target.setPointerCapture(event.pointerId); // lost while the row moves
  }

  // By keyboard.

  press(event, row) {
    const steps = { ArrowUp: -1, ArrowDown: 1 };
    if (event.key === " " || event.key === "Enter") {
      if (this.lifted) this.drop();
      else this.lift(row, false);
      if (this.lifted) this.say(`Lifted. ${this.where(row)}`);
    } else if (this.lifted && event.key in steps) {
      this.carry(this.rows.indexOf(row) + steps[event.key]);
      this.say(this.where(row));
    } else if (this.lifted && event.key === "Escape") {
      this.cancel();
    } else {
      return;
    }
    event.preventDefault();
  }

  leave() {
    if (this.lifted && !this.lifted.byPointer && !this.isCarrying) this.cancel();
  }

  // The buttons move a row without loading the page anew.

  async step(event, row, button) {
    event.preventDefault();
    if (this.lifted || this.isSaving) return;
    this.lift(row, false);
    this.carry(this.lifted.from + (button.formAction.endsWith("/up/") ? -1 : 1));
    await this.drop();
    button.focus();
  }

  // What the server and the editor are told.

  async save(row, seen, from, place) {
    const pk = row.querySelector(".move").dataset.pk;
    const body = new FormData();
    body.set("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    body.set("seen", seen);
    body.set("place", place);
    this.isSaving = true;
    this.say("Saving …");
    const error = await sent(`${location.pathname}${pk}/place/`, body);
    this.isSaving = false;
    if (error) {
      this.lift(row, false);
      this.carry(from);
      this.putDown();
    }
    this.say(error || this.where(row));
    this.status.classList.toggle("order-status--error", Boolean(error));
    if (!error) this.offerUndo(row, from, place);
  }

  offerUndo(row, from, place) {
    const undo = document.createElement("button");
    undo.type = "button";
    undo.className = "button";
    undo.textContent = "Undo";
    undo.addEventListener("click", async () => {
      this.lift(row, false);
      this.carry(from);
      await this.drop();
    });
    this.status.append(" ", undo);
  }

  where(row) {
    const { name } = row.querySelector(".move").dataset;
    return `“${name}” is number ${this.rows.indexOf(row) + 1} of ${this.rows.length}.`;
  }

  say(words) {
    this.status.textContent = words;
  }
}

// What keeps the row from its place, or nothing.
async function sent(url, body) {
  try {
    const response = await fetch(url, { method: "POST", body });
    const { error } = await response.json();
    return error;
  } catch {
    return "Nothing was moved: the site didn’t answer as it should. Load the list again.";
  }
}

document.addEventListener("DOMContentLoaded", () => {
  customElements.define("ordered-rows", OrderedRows);
});
