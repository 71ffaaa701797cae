// What a timer shows and says. Seconds in, words out.

const SHORT = 120; // as far as people count in seconds

// As articles/utils/durations.py says it: 60 seconds stay seconds.
function spoken(seconds) {
  const inMinutes = seconds > 60 && seconds % 60 === 0;
  const [count, unit] = inMinutes ? [seconds / 60, "minute"] : [seconds, "second"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

function digits(count, most) {
  if (most <= SHORT) return String(count);
  return `${Math.floor(count / 60)}:${String(count % 60).padStart(2, "0")}`;
}

// The second that one is in: down to `least`, then upward with a plus.
export function numerals(seconds, least, most) {
  const count = digits(Math.ceil(Math.abs(least - seconds)), most);
  return seconds >= least && most > least ? `+${count}` : count;
}

export function total(seconds, most) {
  return digits(Math.floor(seconds), most);
}

export function unit(most) {
  return most <= SHORT ? "seconds" : "minutes";
}

export function started(least, isOtherSide) {
  return `${isOtherSide ? "Other side" : "Started"}: ${spoken(least)}.`;
}

export function halfway(least, most) {
  return most > least
    ? `${spoken(least)}. You can stop now, or stay up to ${spoken(most)} if it feels good.`
    : `Half-way: ${spoken(Math.ceil(least / 2))} left.`;
}

export function done(seconds, hasOtherSide) {
  return `Done: ${spoken(seconds)}.${hasOtherSide ? " Other side next?" : ""}`;
}
