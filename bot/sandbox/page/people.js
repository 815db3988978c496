/* Who is at the phone and which chat is open: the switcher in the header, new people, and the header's own menu. */

import { ask, showAlert, toast } from "./dialogs.js";
import { byId, el, hueOf, initialOf } from "./dom.js";
import { toggleMenu } from "./menu.js";
import { currentAppearance, setAppearance } from "./settings.js";
import { addPerson, block } from "./wire.js";

export function chatName(chat, bot) {
  return chat.type === "private" ? `Private, with ${bot.first_name}` : chat.title;
}

export function drawPerson({ people, person, chat, chats, bot }) {
  const name = people.find(({ id }) => id === person)?.first_name ?? "?";
  const group = chats.find(({ id, type }) => id === chat && type !== "private");
  byId("person-initial").textContent = initialOf(name);
  byId("person-initial").dataset.hue = hueOf(person);
  byId("person-name").textContent = name;
  byId("person").setAttribute("aria-label", `You are ${name}. Switch person or chat.`);
  byId("bot-name").textContent = group ? group.title : bot.first_name;
  return name;
}

function face(someone) {
  return el("span", { class: "face", "data-hue": hueOf(someone.id), "aria-hidden": "true" }, initialOf(someone.first_name));
}

function personEntries({ people, person, chat, chats, bot }, go) {
  const isPrivate = chat === person;
  return [
    "You are",
    ...people.map((someone) => ({
      label: someone.first_name,
      picture: face(someone),
      checked: someone.id === person,
      pick: () => go(someone.id, isPrivate ? someone.id : chat),
      hooks: { "data-testid": "person", "data-person-id": someone.id },
    })),
    { label: "Add a person", picture: "person-add", pick: () => askPerson(go), hooks: { "data-testid": "add-person" } },
    "-",
    "Chat",
    ...chats.map((one) => ({
      label: chatName(one, bot),
      picture: one.type === "private" ? "person" : "people",
      checked: one.id === chat,
      pick: () => go(person, one.id),
      hooks: { "data-testid": "chat", "data-chat-id": one.id },
    })),
  ];
}

function askPerson(go) {
  const name = el("input", { type: "text", maxlength: "64", autocomplete: "off", "data-testid": "new-name" });
  const username = el("input", { type: "text", maxlength: "32", autocomplete: "off", placeholder: "optional" });
  const language = el("input", { type: "text", maxlength: "5", autocomplete: "off", placeholder: "en" });
  const content = [
    el("label", {}, "First name", name),
    el("label", {}, "User name", username),
    el("label", {}, "Language code", language),
  ];
  ask("Add a person", content, "Add", async () => {
    if (!name.value.trim()) throw new Error("Everybody has a name.");
    const someone = { first_name: name.value.trim() };
    if (username.value.trim()) someone.username = username.value.trim().replace(/^@/, "");
    if (language.value.trim()) someone.language_code = language.value.trim();
    const { person } = await addPerson(someone);
    go(person.id, person.id);
  });
}

const APPEARANCES = [
  ["system", "As the system", "screen"],
  ["light", "Light", "sun"],
  ["dark", "Dark", "moon"],
];

function menuEntries({ bot, blocked, person }, blockChanged) {
  const turn = async () => {
    try {
      await block(person, !blocked);
      blockChanged(!blocked);
    } catch (problem) {
      toast(problem.message);
    }
  };
  return [
    "Appearance",
    ...APPEARANCES.map(([choice, label, picture]) => ({
      label,
      picture,
      checked: currentAppearance() === choice,
      pick: () => setAppearance(choice),
      hooks: { "data-testid": `appearance-${choice}` },
    })),
    "-",
    { label: `About ${bot.first_name}`, picture: "info", pick: () => about(bot) },
    { label: "Everything that happened", picture: "list", pick: () => window.open("/sandbox/ledger", "_blank", "noopener") },
    {
      label: blocked ? "Unblock the bot" : "Block the bot",
      picture: "block",
      danger: !blocked,
      pick: turn,
      hooks: { "data-testid": "block" },
    },
  ];
}

function about(bot) {
  const words = [bot.username && `@${bot.username}`, bot.short_description, bot.description].filter(Boolean);
  showAlert(bot.first_name, words.join("\n\n") || "This bot has not described itself yet.");
}

/* `session()` gives what the page knows now; `go(person, chat)` turns it to somebody else or another chat. */
export function startPeople(session, { go, blockChanged }) {
  byId("person").addEventListener("click", () => toggleMenu(byId("person"), "Person and chat", personEntries(session(), go)));
  byId("more").addEventListener("click", () => toggleMenu(byId("more"), "Menu", menuEntries(session(), blockChanged)));
  byId("unblock").addEventListener("click", async () => {
    await block(session().person, false).then(() => blockChanged(false), (problem) => toast(problem.message));
  });
}
