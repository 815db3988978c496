/* A small menu beside the button that opened it: arrows, Home and End move, Enter picks, Escape and a click elsewhere
   close, and the focus returns to where it was. Entries are plain objects; "-" is a line, a string a heading. */

import { el, icon } from "./dom.js";

const MARGIN = 8;
let close = () => {};

export function openMenu(anchor, label, entries, at) {
  close();
  const before = document.activeElement;
  const menu = el("div", { class: "menu", role: "menu", "aria-label": label, "data-testid": "menu-list" });
  close = () => {
    close = () => {};
    menu.remove();
    anchor.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", outside, true);
    if (document.activeElement === document.body) before?.focus({ preventScroll: true });
  };
  const outside = (event) => menu.contains(event.target) || anchor.contains(event.target) || close();
  menu.append(...entries.map((entry) => drawn(entry, () => close())));
  menu.addEventListener("keydown", (event) => steer(event, menu, () => close()));
  document.body.append(menu);
  place(menu, at ?? anchor.getBoundingClientRect());
  anchor.setAttribute("aria-expanded", "true");
  document.addEventListener("pointerdown", outside, true);
  menu.querySelector("button")?.focus();
}

/* The same button closes what it opened. */
export function toggleMenu(anchor, label, entries) {
  if (anchor.getAttribute("aria-expanded") === "true") close();
  else openMenu(anchor, label, entries);
}

function drawn(entry, shut) {
  if (entry === "-") return el("hr");
  if (typeof entry === "string") return el("h3", {}, entry);
  const { label, picture, pick, checked, danger, hooks = {} } = entry;
  const radio = checked !== undefined;
  const button = el(
    "button",
    {
      type: "button",
      tabindex: "-1",
      role: radio ? "menuitemradio" : "menuitem",
      "aria-checked": radio ? String(checked) : null,
      class: danger ? "danger" : null,
      ...hooks,
    },
    typeof picture === "string" ? icon(picture) : picture,
    el("span", { class: "label" }, label),
  );
  if (checked) button.append(icon("check"));
  button.lastElementChild.classList.toggle("tick", Boolean(checked));
  button.addEventListener("click", () => {
    shut();
    pick();
  });
  return button;
}

function steer(event, menu, shut) {
  const buttons = [...menu.querySelectorAll("button")];
  const at = buttons.indexOf(document.activeElement);
  const last = buttons.length - 1;
  const target = { ArrowDown: at === last ? 0 : at + 1, ArrowUp: at <= 0 ? last : at - 1, Home: 0, End: last }[event.key];
  if (target !== undefined) {
    event.preventDefault();
    buttons[target].focus();
  } else if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    event.stopPropagation();
    shut();
  }
}

function place(menu, box) {
  const { width, height } = menu.getBoundingClientRect();
  const below = box.bottom + 4 + height <= innerHeight - MARGIN;
  const left = Math.min(box.left, innerWidth - width - MARGIN);
  const top = below ? box.bottom + 4 : box.top - height - 4;
  menu.style.left = `${Math.max(MARGIN, left)}px`;
  menu.style.top = `${Math.max(MARGIN, Math.min(top, innerHeight - height - MARGIN))}px`;
}
