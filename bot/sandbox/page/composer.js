/* The line a person writes on: it grows, sends on Enter, edits the last own message on arrow-up, and quotes the message
   that is answered. It decides what is meant (say, edit, reply); the deeds themselves are given to it. */

import { byId } from "./dom.js";
import { CommandMenu } from "./commands.js";
import { summary } from "./message.js";
import { toast } from "./dialogs.js";

export class Composer {
  #field = byId("composer");
  #deeds;
  #mode = { kind: "say" };
  menu;

  constructor(deeds) {
    this.#deeds = deeds;
    this.menu = new CommandMenu((command) => this.say(command));
    this.#field.addEventListener("input", () => this.#typed());
    this.#field.addEventListener("keydown", (event) => this.#key(event));
    byId("quote-close").addEventListener("click", () => this.#leaveMode());
    byId("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
      this.focus();
    });
    this.#typed();
  }

  /* On glass a focused field raises the keyboard over half the chat: only a clear wish to write may do that. */
  focus() {
    if (matchMedia("(hover: hover)").matches) this.#field.focus({ preventScroll: true });
  }

  /* A chat that is left takes its draft and its mode with it. */
  reset() {
    this.#leaveMode();
    this.#write("");
  }

  hint(words) {
    this.#field.placeholder = words;
  }

  edit(message) {
    this.#enter({ kind: "edit", message }, "edit", "Edit message", summary(message));
    this.#write(message.text);
  }

  reply(message) {
    this.#enter({ kind: "reply", message }, "reply", `Reply to ${message.from?.first_name ?? "message"}`, summary(message));
  }

  async say(text, replyTo) {
    try {
      await this.#deeds.say(text, replyTo);
      return true;
    } catch (problem) {
      toast(`Not sent. ${problem.message}`);
      return false;
    }
  }

  #enter(mode, picture, title, words) {
    this.#mode = mode;
    byId("quote-icon").setAttribute("href", `/page/icons.svg#${picture}`);
    byId("quote-title").textContent = title;
    byId("quote-text").textContent = words;
    byId("quote").hidden = false;
    this.#field.focus({ preventScroll: true });
  }

  #leaveMode() {
    if (this.#mode.kind === "edit") this.#write("");
    this.#mode = { kind: "say" };
    byId("quote").hidden = true;
    this.focus();
  }

  #write(text) {
    this.#field.value = text;
    this.#field.setSelectionRange(text.length, text.length);
    this.#typed();
  }

  #typed() {
    this.#field.style.height = "auto";
    this.#field.style.height = `${this.#field.scrollHeight + 2}px`;
    this.#field.style.overflowY = this.#field.scrollHeight > 138 ? "auto" : "hidden";
    byId("send").classList.toggle("idle", this.#field.value.trim() === "");
    this.menu.follow(this.#field.value);
  }

  #key(event) {
    if (event.isComposing || this.menu.takes(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#submit();
    } else if (event.key === "Escape") {
      this.#leaveMode();
    } else if (event.key === "ArrowUp" && this.#field.value === "") {
      const message = this.#deeds.lastOwn();
      if (!message) return;
      event.preventDefault();
      this.edit(message);
    }
  }

  async #submit() {
    const text = this.#field.value.trim();
    if (text === "") return;
    const { kind, message } = this.#mode;
    if (kind === "edit") return this.#saveEdit(message, text);
    this.#write("");
    if (await this.say(text, message?.message_id)) {
      if (kind === "reply") this.#leaveMode();
    } else if (this.#field.value === "") {
      this.#write(text);
    }
  }

  async #saveEdit(message, text) {
    try {
      if (text !== message.text) await this.#deeds.edit(message, text);
      this.#leaveMode();
    } catch (problem) {
      toast(`Not changed. ${problem.message}`);
    }
  }
}
