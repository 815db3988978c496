/* What rises above the chat for a moment: toasts, alerts, and dialogs that ask for something. The browser's own <dialog>
   keeps the focus inside, closes on Escape and gives the focus back. */

import { byId, el, icon } from "./dom.js";

const TOAST_STAYS = 4000;
const MOST_TOASTS = 3;

export function toast(words) {
  const box = byId("toasts");
  const note = el("div", { class: "toast", "data-testid": "toast" }, words);
  note.addEventListener("click", () => note.remove());
  box.append(note);
  while (box.children.length > MOST_TOASTS) box.firstElementChild.remove();
  setTimeout(() => note.remove(), TOAST_STAYS);
}

export function open(dialog) {
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.showModal();
  return dialog;
}

export function showAlert(title, words) {
  const agree = el("button", { class: "main", type: "submit" }, "OK");
  const form = el("form", { method: "dialog" }, el("h2", {}, title), el("p", {}, words), el("div", { class: "choices" }, agree));
  open(el("dialog", { "data-testid": "alert", role: "alertdialog", "aria-label": title }, form));
}

/* A dialog around `content` whose main button runs `carryOut`; it closes when that succeeds and shows the line of the
   Error when it does not. Further choices are [label, function] pairs. */
export function ask(title, content, mainLabel, carryOut, choices = []) {
  const problem = el("p", { class: "problem", role: "alert", hidden: true });
  const dialog = el("dialog", { "aria-label": title, "data-testid": "dialog" });
  const attempt = async (deed) => {
    try {
      await deed();
      dialog.close();
    } catch (error) {
      problem.textContent = error.message;
      problem.hidden = false;
    }
  };
  const further = choices.map(([label, deed]) => el("button", { type: "button", onclick: () => attempt(deed) }, label));
  const form = el(
    "form",
    { novalidate: true },
    el("h2", {}, title),
    ...content,
    problem,
    el(
      "div",
      { class: "choices" },
      el("button", { type: "button", onclick: () => dialog.close() }, "Cancel"),
      ...further,
      el("button", { class: "main", type: "submit", "data-testid": "dialog-main" }, mainLabel),
    ),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(carryOut);
  });
  dialog.append(form);
  return open(dialog);
}

export function showPicture(address, caption) {
  const close = el("button", { class: "round", type: "button", "aria-label": "Close" }, icon("close"));
  const picture = el("img", { src: address, alt: caption || "Photo" });
  const viewer = el("dialog", { class: "viewer", "aria-label": "Photo", "data-testid": "viewer" }, picture);
  if (caption) viewer.append(el("p", {}, caption));
  viewer.append(close);
  for (const part of [close, picture]) part.addEventListener("click", () => viewer.close());
  open(viewer);
}
