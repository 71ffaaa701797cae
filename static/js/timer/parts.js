// The elements of a timer. They are made one by one: the site's policy lets no script
// write HTML from strings (Trusted Types).

const SVG = "http://www.w3.org/2000/svg";

export function parts() {
  return [
    html("div", "face", {}, [
      html("span", "breath"),
      thread(),
      html("span", "cue", { "aria-hidden": "true" }),
      html("span", "numerals", { role: "timer", "aria-live": "off" }),
      button("go"),
    ]),
    html("p", "status", { role: "status" }),
    html("div", "acts", {}, [
      button("act", "stop"),
      button("act", "other", {}, "Other side"),
      button("act", "sound", { "aria-pressed": "false" }, "Sound"),
    ]),
  ];
}

function thread() {
  const ring = svg("svg", "thread hold-timer__thread", { viewBox: "0 0 200 200", "aria-hidden": "true" });
  ring.append(svg("path", ""), svg("path", "hold-timer__passed", { pathLength: "1" }));
  return ring;
}

function button(name, which, attributes, words = "") {
  const made = html("button", name, { type: "button", ...attributes }, [words]);
  if (which) made.classList.add(`hold-timer__${name}--${which}`);
  return made;
}

function html(tag, name, attributes = {}, children = []) {
  const made = equipped(document.createElement(tag), `hold-timer__${name}`, attributes);
  made.append(...children);
  return made;
}

function svg(tag, classes, attributes = {}) {
  return equipped(document.createElementNS(SVG, tag), classes, attributes);
}

function equipped(element, classes, attributes) {
  if (classes) element.setAttribute("class", classes);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
