/* The page's entrance: holds what is known of the open chat, takes the sandbox's events, and plugs the rooms together.
   What anything looks like is decided in the modules it calls. */

import { announce, ring, setTitle, startAttention } from "./attention.js";
import { alarmMayHaveChanged, now, onTick, setClock, startClock } from "./clock.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { showAlert, toast } from "./dialogs.js";
import { byId } from "./dom.js";
import { hideTyping, showEmpty, showPinned, showReplyKeyboard, showTyping } from "./frame.js";
import { answered, awaitAnswer, startTurning, stopTurning } from "./keyboards.js";
import { sideOf, summary } from "./message.js";
import { drawPerson, startPeople } from "./people.js";
import { openMessageMenu, startReading } from "./reading.js";
import { applyAppearance } from "./settings.js";
import { askPlace, startSharing } from "./sharing.js";
import { dayKey } from "./times.js";
import * as wire from "./wire.js";

const FIRST_PERSON = 1001;

applyAppearance();

const asked = new URLSearchParams(location.search);
const person = Number(asked.get("person")) || FIRST_PERSON;
const chat = Number(asked.get("chat")) || person;
const nobody = { id: 0, first_name: "Bot" };
const session = { person, chat, bot: nobody, people: [], chats: [], blocked: false, pinned: null, hint: null };

const here = () => ({ person: session.person, chat: session.chat });
const isMine = (message) => sideOf(message, conversation.view) === "me";
const isBots = (message) => sideOf(message, conversation.view) === "bot";
const isOwnText = (message) => message.text !== undefined && isMine(message);

/* ---- what a person does ---- */

/* What was sent comes back as an event, in its place among the others; the answer to the request is not needed. */
const say = (text, replyTo) => wire.say({ ...here(), text, ...(replyTo && { reply_to: replyTo }) });
const sendPlace = (place) => wire.sendLocation({ ...here(), ...place });
const sendFiles = (files, kind, caption) => wire.upload({ ...here(), kind, ...(caption && { caption }) }, files);
const saveEdit = (message, text) => wire.edit({ ...here(), message_id: message.message_id, text });

async function press(message, data, key) {
  startTurning(key);
  try {
    const { callback_query_id: id } = await wire.press({ ...here(), message_id: message.message_id, data });
    awaitAnswer(id, key);
  } catch (problem) {
    stopTurning(key);
    toast(problem.message);
  }
}

function openMenuOf(message, anchor, point) {
  const reply = () => composer.reply(message);
  const edit = isOwnText(message) ? () => composer.edit(message) : null;
  openMessageMenu(message, anchor, point, { reply, edit });
}

const show = (id) => conversation.show(id) || toast("That message is gone.");
const conversation = new Conversation({ press, say: (text) => composer.say(text), show, menu: openMenuOf });
const composer = new Composer({ say, edit: saveEdit, lastOwn: () => conversation.newest(isOwnText) });

function go(toPerson, toChat) {
  Object.assign(session, { person: toPerson, chat: toChat });
  composer.reset();
  hideTyping();
  connect();
}

/* ---- what the sandbox tells ---- */

let line = null;
let early = null; // events that came while the state was still on its way

function connect() {
  line?.close();
  const address = new URLSearchParams({ person: session.person });
  if (session.chat !== session.person) address.set("chat", session.chat);
  history.replaceState(null, "", `?${address}`);
  line = wire.listen(session.person, session.chat, { hear, lost });
}

/* The stream does not say why it broke: a sandbox begun anew may not know the person or the chat that were here. */
async function lost() {
  const { person, chat } = session;
  early = null;
  byId("away").hidden = false;
  const problem = await wire.fetchState(person, chat).then(() => null, (thrown) => thrown);
  const stillHere = session.person === person && session.chat === chat;
  const elsewhere = person !== FIRST_PERSON || chat !== FIRST_PERSON;
  if (problem instanceof wire.Refusal && stillHere && elsewhere) go(FIRST_PERSON, FIRST_PERSON);
}

function hear(event) {
  if (event.type === "hello") refetch();
  else if (early) early.push(event);
  else take(event);
}

async function refetch() {
  const events = [];
  early = events;
  const state = await wire.fetchState(session.person, session.chat).catch(() => null);
  if (early !== events) return;
  early = null;
  byId("away").hidden = state !== null;
  if (state === null) return line.retry();
  takeState(state);
  events.forEach(take);
}

const HEARD = {
  message: ({ message }) => arrived(message),
  edit: ({ message }) => changed(message),
  delete: ({ message_id: id }) => removed(id),
  answer: ({ callback_query_id: id, text, show_alert: loud }) => told(id, text, loud),
  clock: ({ clock }) => setClock(clock),
  commands: ({ commands }) => composer.menu.offer(commands),
  action: ({ action }) => showTyping(session.bot, action),
  reply_keyboard: ({ markup }) => takeReplyKeyboard(markup),
  pinned: ({ message_id: id }) => takePinned(id),
  people: ({ people }) => takePeople(people),
};

const BOT_ACTED = ["message", "edit", "delete", "answer"];

function take(event) {
  HEARD[event.type]?.(event);
  if (BOT_ACTED.includes(event.type)) alarmMayHaveChanged();
}

const askClock = () => wire.fetchState(session.person, session.chat).then(({ clock }) => setClock(clock));

function takeState(state) {
  const { bot, people, chats, blocked, messages } = state;
  Object.assign(session, { bot, people, chats, blocked });
  setClock(state.clock);
  const group = chats.some(({ id, type }) => id === session.chat && type !== "private");
  conversation.replaceAll(messages, { bot, person: session.person, group });
  composer.menu.offer(state.commands);
  takeReplyKeyboard(state.reply_keyboard);
  takePinned(state.pinned);
}

function takePeople(people) {
  session.people = people;
  drawFrame();
}

function takePinned(id) {
  session.pinned = id;
  showPinned(conversation.get(id));
}

function takeReplyKeyboard(markup) {
  showReplyKeyboard(markup, { onText: (text) => composer.say(text), onLocation: () => askPlace(sendPlace) });
  session.hint = markup?.input_field_placeholder ?? null;
  drawFrame();
}

function arrived(message) {
  if (!conversation.arrive(message)) return;
  showEmpty(session.bot, false);
  if (!isMine(message)) announce(`${message.from?.first_name ?? ""}: ${summary(message)}`);
  if (!isBots(message)) return;
  hideTyping();
  if (message.ringing) ring();
}

function changed(message) {
  conversation.change(message);
  if (message.message_id === session.pinned) showPinned(message);
  if (isBots(message)) announce(`Changed: ${summary(message)}`);
}

function removed(id) {
  conversation.remove(id);
  showEmpty(session.bot, conversation.size === 0);
}

function told(queryId, text, loud) {
  answered(queryId);
  if (!text) return;
  if (loud) showAlert(session.bot.first_name, text);
  else toast(text);
}

function drawFrame() {
  const name = drawPerson(session);
  composer.hint(session.hint ?? `Message as ${name}`);
  setTitle(`${session.bot.first_name} · sandbox`);
  byId("form").hidden = session.blocked;
  byId("unblock").hidden = !session.blocked;
  showEmpty(session.bot, conversation.size === 0);
}

/* ---- start ---- */

byId("start").addEventListener("click", () => composer.say("/start").then(() => composer.focus()));
byId("pinned").addEventListener("click", () => show(session.pinned));

let today = dayKey(now());
onTick((moment) => {
  if (today === dayKey(moment)) return;
  today = dayKey(moment);
  conversation.relabelDays();
});

startAttention();
startClock(askClock);
startReading({ messageOf: (id) => conversation.get(id), openMenuOf });
startSharing({ sendFiles, sendPlace });
startPeople(() => session, { go, blockChanged: () => refetch() });
connect();
composer.focus();
