/* The command menu above the composer: filtered by what is typed after "/", steered with the arrow keys while the focus
   stays in the composer (a combobox with a listbox, in ARIA's words). */

import { byId, el } from "./dom.js";

export class CommandMenu {
  #commands = [];
  #shown = [];
  #chosen = 0;
  #list = byId("commands");
  #composer = byId("composer");
  #button = byId("commands-button");
  #send;

  constructor(send) {
    this.#send = send;
    this.#button.addEventListener("click", () => this.#toggle());
    document.addEventListener("pointerdown", ({ target }) => {
      if (!this.#list.contains(target) && !this.#button.contains(target) && target !== this.#composer) this.close();
    });
  }

  get isOpen() {
    return !this.#list.hidden;
  }

  offer(commands) {
    const changed = JSON.stringify(commands) !== JSON.stringify(this.#commands);
    this.#commands = commands;
    if (changed) this.follow(this.#composer.value);
  }

  /* Opens, narrows or closes with each letter typed. */
  follow(typed) {
    if (!/^\/\w*$/.test(typed)) return this.close();
    const wanted = typed.slice(1).toLowerCase();
    this.#shown = this.#commands.filter(({ command }) => command.startsWith(wanted));
    if (this.#shown.length === 0 && wanted) return this.close();
    this.#chosen = 0;
    this.#draw();
  }

  close() {
    this.#list.hidden = true;
    this.#composer.setAttribute("aria-expanded", "false");
    this.#composer.removeAttribute("aria-activedescendant");
    this.#button.setAttribute("aria-expanded", "false");
  }

  /* True when the key was the menu's. */
  takes(event) {
    if (!this.isOpen) return false;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && this.#shown.length > 0) this.#choose(this.#chosen + steps[event.key]);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && this.#shown.length > 0) this.#pick(this.#shown[this.#chosen]);
    else if (event.key === "Tab" && this.#shown.length > 0) this.#complete(this.#shown[this.#chosen]);
    else return false;
    event.preventDefault();
    return true;
  }

  #toggle() {
    const wasOpen = this.isOpen;
    this.#composer.focus();
    if (wasOpen) this.close();
    else this.follow("/");
  }

  #draw() {
    this.#list.replaceChildren(...this.#shown.map((command, at) => this.#option(command, at)));
    if (this.#shown.length === 0) this.#list.append(el("li", { class: "none" }, "The bot has set no commands."));
    this.#list.hidden = false;
    this.#composer.setAttribute("aria-expanded", "true");
    this.#button.setAttribute("aria-expanded", "true");
    if (this.#shown.length > 0) this.#choose(0);
  }

  #option(command, at) {
    const hooks = { role: "option", id: `command-${at}`, "data-testid": "command", "data-command": command.command };
    const option = el("li", hooks, el("b", {}, `/${command.command}`), el("span", {}, command.description));
    option.addEventListener("click", () => this.#pick(command));
    return option;
  }

  #choose(at) {
    this.#chosen = (at + this.#shown.length) % this.#shown.length;
    [...this.#list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === this.#chosen)));
    this.#list.children[this.#chosen].scrollIntoView({ block: "nearest" });
    this.#composer.setAttribute("aria-activedescendant", `command-${this.#chosen}`);
  }

  #complete({ command }) {
    this.#composer.value = `/${command} `;
    this.#composer.dispatchEvent(new Event("input"));
  }

  #pick({ command }) {
    this.close();
    this.#composer.value = "";
    this.#composer.dispatchEvent(new Event("input"));
    this.#send(`/${command}`);
  }
}
