/* What stands around the messages: the empty chat, the typing dots, the pinned bar and the bot's reply keyboard. Each
   function draws what it is given; what is given is chat.js's affair. */

import { byId } from "./dom.js";
import { replyKeyboard } from "./keyboards.js";
import { summary } from "./message.js";

const TYPING_LASTS = 5000;
let typingEnds = 0;

export function showTyping(bot, action) {
  clearTimeout(typingEnds);
  byId("typing").hidden = false;
  byId("typing-text").textContent = `${bot.first_name} is busy: ${action.replaceAll("_", " ")}`;
  typingEnds = setTimeout(hideTyping, TYPING_LASTS);
}

export function hideTyping() {
  clearTimeout(typingEnds);
  byId("typing").hidden = true;
}

export function showEmpty(bot, isEmpty) {
  byId("empty").hidden = !isEmpty;
  byId("empty-title").textContent = bot.first_name;
  byId("empty-text").textContent =
    bot.description || bot.short_description || "Nothing said yet. Press Start, and the bot will greet you.";
}

export function showPinned(message) {
  byId("pinned").hidden = !message;
  byId("pinned-text").textContent = message ? summary(message) : "";
}

export function showReplyKeyboard(markup, { onText, onLocation }) {
  const pressed = (text) => {
    if (markup.one_time_keyboard) openReplyKeys(false);
    onText(text);
  };
  const keys = markup?.keyboard ? replyKeyboard(markup, { onText: pressed, onLocation }) : [];
  byId("reply-keys").replaceChildren(...keys);
  byId("keys-button").hidden = keys.length === 0;
  openReplyKeys(keys.length > 0);
}

function openReplyKeys(open) {
  byId("reply-keys").hidden = !open;
  byId("keys-button").setAttribute("aria-pressed", String(open));
}

byId("keys-button").addEventListener("click", () => openReplyKeys(byId("reply-keys").hidden));
