/* The list of messages: puts each in its place, replaces it when edited, makes one entry of an album, groups neighbours,
   separates days, and keeps the bottom in view only for a reader who is there. What one message looks like is bubble.js's affair. */

import { messageEntry } from "./bubble.js";
import { drawTimes, now } from "./clock.js";
import { byId, el } from "./dom.js";
import { sideOf } from "./message.js";
import { dayKey, dayLabel } from "./times.js";

const NEAR_BOTTOM = 70;
const SAME_BREATH = 10 * 60;

export class Conversation {
  #messages = new Map();
  #entries = new Map();
  #list = byId("messages");
  #scroller = byId("scroller");
  #deeds;
  #follows = true;
  #lastTop = 0;
  #unread = 0;
  view = { bot: { id: 0 }, person: 0, group: false };

  constructor(deeds) {
    this.#deeds = deeds;
    this.#scroller.addEventListener("scroll", () => this.#look(), { passive: true });
    byId("to-bottom").addEventListener("click", () => this.toBottom());
    const settle = new ResizeObserver(() => this.#follows && this.toBottom());
    for (const part of [this.#scroller, this.#list, byId("typing")]) settle.observe(part);
  }

  get size() {
    return this.#messages.size;
  }

  get(id) {
    return this.#messages.get(id);
  }

  newest(fits) {
    return [...this.#messages.values()].sort((a, b) => b.message_id - a.message_id).find(fits);
  }

  /* The whole truth from the server: what is not in it goes, what has not changed stays untouched. */
  replaceAll(messages, view) {
    const sameView = JSON.stringify(view) === JSON.stringify(this.view);
    this.view = view;
    const kept = new Set(messages.map(({ message_id: id }) => id));
    for (const id of [...this.#messages.keys()]) if (!sameView || !kept.has(id)) this.#drop(id);
    for (const message of messages) this.#put(message);
    this.#regroup();
    if (!sameView) this.toBottom();
  }

  arrive(message) {
    if (this.#messages.has(message.message_id)) return false;
    this.#put(message);
    this.#entries.get(message.message_id).classList.add("fresh");
    this.#regroup();
    if (this.#follows || sideOf(message, this.view) === "me") this.toBottom();
    else this.#count(this.#unread + 1);
    return true;
  }

  change(message) {
    this.#put(message);
    this.#regroup();
  }

  remove(id) {
    const hadFocus = this.#entries.get(id)?.contains(document.activeElement);
    this.#drop(id);
    this.#regroup();
    if (hadFocus) this.#scroller.focus({ preventScroll: true });
  }

  #put(message) {
    const id = message.message_id;
    const known = this.#messages.get(id);
    if (known && JSON.stringify(known) === JSON.stringify(message)) return;
    this.#messages.set(id, message);
    this.#draw(this.#albumOf(message));
  }

  /* The messages that share an entry with this one, itself among them, in their order. */
  #albumOf(message) {
    const { media_group_id: group } = message;
    if (group === undefined) return [message];
    const members = [...this.#messages.values()].filter(({ media_group_id: other }) => other === group);
    return members.sort((one, other) => one.message_id - other.message_id);
  }

  #draw(album) {
    const entry = messageEntry(album, this.view, this.#deeds);
    drawTimes(now(), entry);
    const old = album.map(({ message_id: id }) => this.#entries.get(id)).find((known) => known);
    for (const { message_id: id } of album) this.#entries.set(id, entry);
    if (old) replaceKeepingFocus(old, entry);
    else this.#list.insertBefore(entry, this.#after(album[0].message_id));
  }

  #after(id) {
    let place = null;
    for (let entry = this.#list.lastElementChild; entry; entry = entry.previousElementSibling) {
      if (entry.dataset.messageId === undefined) continue;
      if (Number(entry.dataset.messageId) < id) break;
      place = entry;
    }
    return place;
  }

  #drop(id) {
    const message = this.#messages.get(id);
    const entry = this.#entries.get(id);
    this.#entries.delete(id);
    this.#messages.delete(id);
    const left = message ? this.#albumOf(message).filter((other) => other !== message) : [];
    if (left.length > 0) this.#draw(left);
    else entry?.remove();
  }

  /* Days and groups follow from the neighbours; drawn anew after each change and at midnight. */
  #regroup() {
    for (const separator of this.#list.querySelectorAll(".day")) separator.remove();
    const entries = [...this.#list.children];
    const messages = entries.map((entry) => this.#messages.get(Number(entry.dataset.messageId)));
    entries.forEach((entry, at) => {
      const message = messages[at];
      const newDay = at === 0 || dayKey(messages[at - 1].date) !== dayKey(message.date);
      if (newDay) entry.before(el("li", { class: "day" }, dayLabel(message.date, now())));
      entry.classList.toggle("first", newDay || !oneGroup(messages[at - 1], message));
      entry.classList.toggle("last", at === messages.length - 1 || !oneGroup(message, messages[at + 1]));
    });
  }

  relabelDays() {
    this.#regroup();
  }

  toBottom() {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
    this.#look();
  }

  show(id) {
    const entry = this.#entries.get(id);
    if (!entry) return false;
    entry.scrollIntoView({ block: "center" });
    entry.classList.add("found");
    setTimeout(() => entry.classList.remove("found"), 1400);
    return true;
  }

  /* Only a reader's own move upwards ends the following: growing messages leave the bottom too, but never climb. */
  #look() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    if (scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM) this.#follows = true;
    else if (scrollTop < this.#lastTop) this.#follows = false;
    this.#lastTop = scrollTop;
    if (this.#follows) this.#count(0);
    byId("to-bottom").hidden = this.#follows;
  }

  #count(unread) {
    this.#unread = unread;
    byId("unread").hidden = unread === 0;
    byId("unread").textContent = unread;
    byId("to-bottom").setAttribute("aria-label", unread ? `To the newest message, ${unread} unread` : "To the newest message");
  }
}

function oneGroup(one, other) {
  const sameBreath = Math.abs(other.date - one.date) < SAME_BREATH && dayKey(one.date) === dayKey(other.date);
  return sameBreath && one.from?.id === other.from?.id && !one.reply_markup?.inline_keyboard;
}

/* An edited card keeps the keyboard user's place: the button in the same row and column, or the first one. */
function replaceKeepingFocus(old, entry) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  entry.classList.add(...[...old.classList].filter((name) => name !== "fresh"));
  old.replaceWith(entry);
  if (!focused) return;
  const place = focused.dataset.at;
  const heir = place && (entry.querySelector(`[data-at="${place}"]`) ?? entry.querySelector("[data-at]"));
  (heir ?? entry).focus({ preventScroll: true });
}
