// What reaches past the page: the screen stays awake, the phone vibrates, a tone sounds.

let wanted = false;
let asked = false; // from the question until the release
let lock = null;

async function holdScreen() {
  if (!wanted || asked || document.hidden || !navigator.wakeLock) return;
  asked = true;
  try {
    lock = await navigator.wakeLock.request("screen");
    lock.addEventListener("release", released);
    if (!wanted) lock.release();
  } catch {
    asked = false; // Refused, as with a low battery: the timer goes on all the same.
  }
}

// By us, or by the browser whenever the tab is hidden.
function released() {
  asked = false;
  lock = null;
  holdScreen();
}

export function stayAwake() {
  wanted = true;
  holdScreen();
}

export function mayDim() {
  wanted = false;
  lock?.release();
}

document.addEventListener("visibilitychange", holdScreen);

export function vibrate(pulses) {
  const pattern = Array(pulses).fill([60, 140]).flat();
  navigator.vibrate?.(pattern);
}

let audio = null;

// Called by the press of a button: only then may a page open its sound.
export function setSound(on) {
  audio?.close();
  audio = on ? new AudioContext() : null;
}

export function tone(pulses) {
  for (let i = 0; audio && i < pulses; i += 1) {
    const start = audio.currentTime + i * 0.5;
    const note = audio.createOscillator();
    const volume = audio.createGain();
    note.frequency.value = 392;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(0.25, start + 0.04);
    volume.gain.exponentialRampToValueAtTime(0.001, start + 1.2);
    note.connect(volume).connect(audio.destination);
    note.start(start);
    note.stop(start + 1.2);
  }
}
