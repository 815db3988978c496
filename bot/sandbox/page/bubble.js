/* One message, or an album of several, as a list entry: bubble, tail, sender, quote, text, what is attached, reactions, time
   and keyboard. It draws what the Bot API's Message says and hands every deed to `deeds`; it keeps nothing. */

import { sharedCaption } from "./albums.js";
import { attachments } from "./attachments.js";
import { el, hueOf, icon } from "./dom.js";
import { inlineKeyboard } from "./keyboards.js";
import { isJumbo, serviceWords, sideOf, summary } from "./message.js";
import { richText } from "./text.js";
import { fullMoment, shortTime } from "./times.js";

const WIDE_ROW = 4;

export function messageEntry(album, view, deeds) {
  const [message] = album;
  const service = serviceWords(message);
  if (service) return el("li", { class: "service", "data-message-id": message.message_id }, service);
  const side = sideOf(message, view);
  const rows = message.reply_markup?.inline_keyboard ?? [];
  const stack = el("div", { class: stackClass(rows) }, bubble(album, side, view, deeds));
  if (rows.length > 0) stack.append(inlineKeyboard(rows, (data, key) => deeds.press(message, data, key)));
  return el(
    "li",
    {
      class: "message",
      tabindex: "-1",
      "data-testid": "message",
      "data-message-id": message.message_id,
      "data-from": side,
      "data-ringing": String(Boolean(message.ringing)),
    },
    stack,
  );
}

function stackClass(rows) {
  if (rows.length === 0) return "stack";
  return rows.some((row) => row.length >= WIDE_ROW) ? "stack keyed full" : "stack keyed";
}

function bubble(album, side, view, deeds) {
  const [message] = album;
  const worded = album.length > 1 ? sharedCaption(album) : message;
  const words = worded?.text ?? worded?.caption ?? "";
  const entities = worded?.entities ?? worded?.caption_entities;
  const parts = [...attachments(album), words && el("span", { class: "text" }, richText(words, entities, deeds.say))];
  if (worded?.show_caption_above_media) parts.reverse();
  const handle = el("button", { class: "round handle", type: "button", tabindex: "-1" }, icon("chevron", "Message menu"));
  handle.addEventListener("click", () => deeds.menu(message, handle));
  return el(
    "div",
    { class: bubbleClass(message, words) },
    view.group && side !== "me" && sender(message.from),
    message.reply_to_message && quote(message.reply_to_message, deeds),
    ...parts,
    message.reactions?.length > 0 && reactions(message.reactions),
    meta(album, side),
    el("div", { class: "clear" }),
    handle,
  );
}

function bubbleClass(message, words) {
  if (isJumbo(message)) return "bubble jumbo";
  if (message.photo) return words ? "bubble pictured" : "bubble pictured bare";
  return "bubble";
}

function sender({ id, first_name: name }) {
  return el("div", { class: "sender", "data-hue": hueOf(id) }, name);
}

function quote(original, deeds) {
  const name = original.from?.first_name ?? "";
  const button = el("button", { class: "reply", type: "button" }, el("b", {}, name), el("span", {}, summary(original)));
  button.addEventListener("click", () => deeds.show(original.message_id));
  return button;
}

function reactions(emoji) {
  return el("div", { class: "reactions", "data-testid": "reactions" }, ...emoji.map((sign) => el("span", {}, sign)));
}

function meta(album, side) {
  const message = album.at(-1);
  const sent = el("span", { title: fullMoment(message.date) }, shortTime(message.date));
  const line = el("span", { class: "meta" });
  if (side === "bot" && message.ringing === false) line.append(icon("bell-off", "sent silently"));
  if (album.some(({ edit_date: edited }) => edited)) line.append(el("span", { class: "edited", "data-testid": "edited" }, "edited"));
  line.append(sent);
  if (side === "me") line.append(icon("check", "sent"));
  return line;
}
