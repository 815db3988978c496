/* The only maker of elements. Text enters the page as text nodes, never as HTML; nothing here sets a style attribute. */

export const byId = (id) => document.getElementById(id);

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const SVG = "http://www.w3.org/2000/svg";

export function icon(name, label) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("class", "icon");
  if (label) {
    drawing.setAttribute("role", "img");
    drawing.setAttribute("aria-label", label);
  } else {
    drawing.setAttribute("aria-hidden", "true");
  }
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `/page/icons.svg#${name}`);
  drawing.append(use);
  return drawing;
}

export function hueOf(id) {
  return Math.abs(id) % 6;
}

export function initialOf(name) {
  return [...(name || "?")][0].toUpperCase();
}

/* Only addresses that a browser can follow without running anything. */
export function safeAddress(address) {
  const full = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`;
  return /^(https?|mailto|tel):/i.test(full) && URL.canParse(full) ? full : null;
}
