/* Rows of buttons: the inline keyboard beneath a message and the bot's reply keyboard beneath the composer. It draws
   them and says what was pressed; what a press means is decided elsewhere. */

import { copy } from "./clipboard.js";
import { el, icon, safeAddress } from "./dom.js";
import { toast } from "./dialogs.js";

const STYLES = ["success", "primary", "danger"];
const CROWDED = 6;

const styleOf = (button) => (STYLES.includes(button.style) ? button.style : "none");

export function inlineKeyboard(rows, onPress) {
  const keyboard = el("div", { class: "keyboard", role: "group", "aria-label": "Buttons of this message" });
  rows.forEach((row, rowNumber) => {
    const keys = row.map((button, column) => {
      const key = inlineKey(button, onPress);
      key.dataset.at = `${rowNumber}.${column}`;
      return key;
    });
    keyboard.append(el("div", { class: rowClass(row) }, ...keys));
  });
  return keyboard;
}

const rowClass = (row) => (row.length >= CROWDED ? "keys crowded" : "keys");

function inlineKey(button, onPress) {
  const look = { class: "key", "data-testid": "inline-button", "data-style": styleOf(button) };
  if (button.url !== undefined) return linkKey(button, look);
  if (button.copy_text) {
    return plainKey(look, button.text, () => copy(button.copy_text.text), icon("copy"));
  }
  if (button.callback_data === undefined) {
    return plainKey(look, button.text, () => toast("The sandbox cannot open this kind of button."));
  }
  const key = el("button", { ...look, type: "button" }, button.text);
  key.addEventListener("click", () => onPress(button.callback_data, key));
  return key;
}

function plainKey(look, text, onclick, picture) {
  return el("button", { ...look, type: "button", onclick }, text, picture);
}

function linkKey(button, look) {
  const href = safeAddress(button.url);
  if (href === null) {
    const refuse = () => toast(`This address opens only in Telegram: ${button.url}`);
    return plainKey(look, button.text, refuse, icon("out"));
  }
  return el("a", { ...look, href, target: "_blank", rel: "noopener noreferrer" }, button.text, icon("out"));
}

/* A key turns while its press is unanswered. The answer may come before the press returns, or never. */
const LONGEST_TURN = 15_000;
const turning = new Map();
const answeredEarly = new Set();

export function startTurning(key) {
  key.classList.add("busy");
  key.setAttribute("aria-busy", "true");
}

export function stopTurning(key) {
  key.classList.remove("busy");
  key.removeAttribute("aria-busy");
}

export function awaitAnswer(queryId, key) {
  if (answeredEarly.delete(queryId)) return stopTurning(key);
  turning.set(queryId, key);
  setTimeout(() => answered(queryId) || answeredEarly.delete(queryId), LONGEST_TURN);
}

export function answered(queryId) {
  const key = turning.get(queryId);
  if (!key) return void answeredEarly.add(queryId);
  turning.delete(queryId);
  stopTurning(key);
}

export function replyKeyboard(markup, { onText, onLocation }) {
  return markup.keyboard.map((row) => {
    const keys = row.map((given) => {
      const button = typeof given === "string" ? { text: given } : given;
      const look = { class: "key", "data-testid": "reply-button", "data-style": styleOf(button) };
      return button.request_location
        ? plainKey(look, button.text, onLocation, icon("place"))
        : plainKey(look, button.text, () => onText(button.text));
    });
    return el("div", { class: rowClass(row) }, ...keys);
  });
}
