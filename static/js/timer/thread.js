// The ring of a timer is a thread with loops; where the time has passed it is untied.

const RADIUS = 80;
const LOOPS = 14;
const POINTS = 400;
const LOOSENING = 0.12; // of the ring: how much of it is being untied at once
const JOIN = 0.09; // of the ring: its end lies straight, to meet its beginning

function ease(part) {
  const x = Math.min(1, Math.max(0, part));
  return x * x * (3 - 2 * x);
}

// Loops of unlike size at unlike distances, as of a thread and not of a flower.
function loop(turn) {
  const size = 12.5 + 2 * Math.sin(3 * turn + 0.6) + 1.5 * Math.sin(7 * turn + 2);
  const phase = LOOPS * turn + 0.6 * Math.sin(2 * turn + 1) + 0.4 * Math.sin(5 * turn);
  return [size * Math.sin(phase), size * Math.cos(phase)];
}

// The `d` of a path around 100, 100, clockwise from the top; `untied` from 0 to 1.
export function thread(untied) {
  const points = Array.from({ length: POINTS + 1 }, (_, index) => {
    const place = index / POINTS;
    const turn = 2 * Math.PI * place;
    const tied = ease((place - untied) / LOOSENING) * ease((1 - place) / JOIN);
    const [across, up] = loop(turn);
    const x = 100 + RADIUS * Math.sin(turn) + across * tied;
    const y = 100 - RADIUS * Math.cos(turn) + up * tied;
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  return `M${points.join("L")}`;
}
