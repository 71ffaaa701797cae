// How long something has run, in seconds, and never longer than `limit`.
// By the wall clock: ticks stop in a hidden tab, performance.now() in a sleeping phone.
export class Clock {
  #ran = 0;
  #since = null;

  constructor(limit) {
    this.limit = limit;
  }

  get seconds() {
    const since = this.#since === null ? 0 : Math.max(0, Date.now() - this.#since);
    return Math.min(this.limit, (this.#ran + since) / 1000);
  }

  run() {
    this.#since ??= Date.now();
  }

  pause() {
    this.#ran = this.seconds * 1000;
    this.#since = null;
  }

  reset() {
    this.#ran = 0;
    this.#since = null;
  }
}
