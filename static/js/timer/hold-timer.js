// <hold-timer from="30" to="60" name="Hold" breathe sides>the plain sentence</hold-timer>
// Counts down to `from` seconds, then up to `to` unless the reader stops. `breathe`
// shows a pace, `sides` offers the other side. Without script the sentence is all.

import { Clock } from "./clock.js";
import { mayDim, setSound, stayAwake, tone, vibrate } from "./device.js";
import { Face } from "./face.js";
import { done, halfway, started } from "./words.js";

const timers = new Set();

class HoldTimer extends HTMLElement {
  connectedCallback() {
    if (this.face) return;
    this.least = Number(this.getAttribute("from"));
    this.most = Number(this.getAttribute("to") || this.least);
    this.clock = new Clock(this.most);
    this.face = new Face(this);
    this.face.go.addEventListener("click", () => this.go());
    this.face.stop.addEventListener("click", () => this.stop());
    this.face.other.addEventListener("click", () => this.begin({ isOtherSide: true }));
    this.face.sound.addEventListener("click", switchSound);
    timers.add(this);
    this.reset();
  }

  get state() {
    return this.getAttribute("state") ?? "idle";
  }

  set state(state) {
    if (state === "idle") this.removeAttribute("state");
    else this.setAttribute("state", state);
    this.face.offer(state, this.hasOtherSide);
    this.show();
    if ([...timers].some((timer) => timer.state === "running")) stayAwake();
    else mayDim();
  }

  get hasOtherSide() {
    return this.hasAttribute("sides") && !this.isOtherSide;
  }

  go() {
    if (this.state === "running") this.pause();
    else if (this.state === "paused") this.run();
    else this.begin({ isOtherSide: false });
  }

  begin({ isOtherSide }) {
    this.isOtherSide = isOtherSide;
    this.clock.reset();
    const half = this.most > this.least ? this.least : this.least / 2;
    this.due = [
      { at: half, text: halfway(this.least, this.most), pulses: 1 },
      { at: this.most, text: done(this.most, this.hasOtherSide), pulses: 2 },
    ];
    this.say(started(this.least, isOtherSide));
    this.run();
    this.face.scrollIntoView();
  }

  // One timer at a time: another that runs is paused.
  run() {
    for (const timer of timers) if (timer.state === "running") timer.pause();
    this.clock.run();
    this.state = "running";
    this.follow();
  }

  pause() {
    this.halt();
    this.state = "paused";
  }

  // Before the shortest hold it is a way back, after it a good end.
  stop() {
    const { seconds } = this.clock;
    if (this.state === "done" || seconds < this.least) return this.reset();
    this.halt();
    this.state = "done";
    this.say(done(Math.floor(seconds), this.hasOtherSide));
  }

  reset() {
    this.halt();
    this.clock.reset();
    this.isOtherSide = false;
    this.state = "idle";
    this.say("");
  }

  halt() {
    this.clock.pause();
    clearTimeout(this.timeout);
    cancelAnimationFrame(this.frame);
  }

  // Frames draw what is seen; the timeout signals even where nothing is.
  follow() {
    clearTimeout(this.timeout);
    cancelAnimationFrame(this.frame);
    this.signal();
    this.show();
    if (this.state !== "running") return;
    this.frame = requestAnimationFrame(() => this.follow());
    const wait = (this.due[0].at - this.clock.seconds) * 1000;
    this.timeout = setTimeout(() => this.follow(), wait);
  }

  // Of several that are due at once, as after a sleep, only the last is given.
  signal() {
    const { seconds } = this.clock;
    const last = this.due.filter(({ at }) => at <= seconds).at(-1);
    if (!last) return;
    this.due = this.due.filter(({ at }) => at > seconds);
    if (!this.due.length) {
      this.halt();
      this.state = "done";
    }
    tone(last.pulses);
    if (document.hidden) this.missed = last;
    else this.tell(last);
  }

  tell({ text, pulses }) {
    this.missed = null;
    this.say(text);
    vibrate(pulses);
  }

  // A hidden tab is neither read out nor felt: what it missed is made up once.
  comeBack() {
    if (this.state === "running") this.follow();
    if (this.missed) this.tell(this.missed);
  }

  say(text) {
    this.face.status.textContent = text;
  }

  show() {
    this.face.show(this.clock.seconds, this.least, this.most);
  }
}

function switchSound({ currentTarget }) {
  const on = currentTarget.getAttribute("aria-pressed") === "false";
  setSound(on);
  for (const { face } of timers) face.sound.setAttribute("aria-pressed", on);
}

document.addEventListener("visibilitychange", () => {
  if (!document.hidden) for (const timer of timers) timer.comeBack();
});

customElements.define("hold-timer", HoldTimer);
