// What a timer looks like: a thread around big numerals, and its buttons.

import { parts } from "./parts.js";
import { thread } from "./thread.js";
import { numerals, total, unit } from "./words.js";

// A pace to follow, not a claim; hold-timer.css breathes along.
const BREATH = 10;
const BREATH_IN = 4;

const LABELS = { idle: "Start", running: "Pause", paused: "Resume", done: "Again" };
const STILL = matchMedia("(prefers-reduced-motion: reduce)");
const STEP = 1 / 1500; // of the ring: less is not seen

export class Face {
  constructor(timer) {
    timer.append(...parts());
    this.timer = timer;
    const find = (name) => timer.querySelector(`.hold-timer__${name}`);
    for (const name of ["go", "cue", "numerals", "status", "passed"]) this[name] = find(name);
    for (const name of ["stop", "other", "sound"]) this[name] = find(`act--${name}`);
    this.paths = timer.querySelectorAll(".hold-timer__thread path");
  }

  // The buttons of a state. One that goes hands its focus on.
  offer(state, hasOtherSide) {
    this.go.textContent = LABELS[state];
    this.go.setAttribute("aria-label", `${LABELS[state]}: ${this.timer.getAttribute("name")}`);
    this.stop.textContent = state === "done" ? "Reset" : "Stop";
    this.#offerAct(this.stop, state !== "idle");
    this.#offerAct(this.other, state === "done" && hasOtherSide);
  }

  #offerAct(button, isOffered) {
    if (!isOffered && button === document.activeElement) this.go.focus();
    button.hidden = !isOffered;
  }

  // Where a small screen would cut it off, in a page that has changed its layout.
  scrollIntoView() {
    const behavior = STILL.matches ? "instant" : "smooth";
    this.go.parentElement.scrollIntoView({ block: "nearest", behavior });
  }

  show(seconds, least, most) {
    const isDone = this.timer.state === "done";
    const text = isDone ? total(seconds, most) : numerals(seconds, least, most);
    const isNew = text !== this.numerals.textContent;
    if (isNew) this.#write(text);
    this.timer.toggleAttribute("extra", most > least && seconds >= least);
    this.cue.textContent = this.#cue(seconds, most);
    if (isNew || !STILL.matches) this.#draw(seconds, least, most);
  }

  #write(text) {
    this.numerals.textContent = text;
    this.numerals.classList.toggle("hold-timer__numerals--long", text.length > 3);
  }

  #cue(seconds, most) {
    const { state } = this.timer;
    if (state === "paused") return "paused";
    if (state !== "running" || !this.timer.hasAttribute("breathe")) return unit(most);
    return seconds % BREATH < BREATH_IN ? "breathe in" : "breathe out";
  }

  // Once around until `least`; from there to `most` once more, in another color.
  #draw(seconds, least, most) {
    const untied = Math.min(1, seconds / least);
    const extra = most > least ? Math.max(0, seconds - least) / (most - least) : 0;
    if (Math.abs(untied + extra - this.drawn) < STEP) return;
    this.drawn = untied + extra;
    for (const path of this.paths) path.setAttribute("d", thread(untied));
    this.passed.setAttribute("stroke-dasharray", `${extra || untied} 1`);
  }
}
