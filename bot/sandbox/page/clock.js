/* The sandbox's clock: keeps running between the server's words about it, draws the panel, moves it, and renders every
   <time data-format> of the page anew each second. No other module asks the browser for the time of day. */

import { byId } from "./dom.js";
import { dateTime, duration, fullDay, longTime, relative, shortDay, soonLabel } from "./times.js";
import { toast } from "./dialogs.js";
import { moveClock } from "./wire.js";

const ASK_AFTER = 400;
const STILL_HOPED_FOR = 30;

let told = { unix: Date.now() / 1000, offset: 0, next_alarm: null };
let toldAt = performance.now();
let timer = 0;
let asking = 0;
let ask = () => {};
const listeners = [];

export const now = () => told.unix + (performance.now() - toldAt) / 1000;

export function onTick(listener) {
  listeners.push(listener);
}

export function setClock(clock) {
  const jumped = Math.abs(clock.unix - now()) > 2;
  told = clock;
  toldAt = performance.now();
  draw(now());
  keepTicking();
  if (jumped) flash();
}

/* The sandbox tells of its clock only when it is moved; an alarm set or gone has to be asked for. */
export function alarmMayHaveChanged() {
  clearTimeout(asking);
  asking = setTimeout(() => ask().catch(() => {}), ASK_AFTER);
}

function keepTicking() {
  clearTimeout(timer);
  timer = setTimeout(tick, 1000 * (1 - (now() % 1)) + 4);
}

function tick() {
  const moment = now();
  draw(moment);
  keepTicking();
  const overdue = moment - dueAt();
  if (overdue >= 0 && overdue < STILL_HOPED_FOR) alarmMayHaveChanged();
}

function draw(moment) {
  drawPanel(moment);
  drawTimes(moment);
  for (const listener of listeners) listener(moment);
}

export function drawTimes(moment = now(), within = document) {
  for (const node of within.querySelectorAll("time[data-format]")) {
    const words = dateTime(Number(node.dataset.unix), node.dataset.format, moment);
    if (node.textContent !== words) node.textContent = words;
  }
}

function drawPanel(moment) {
  const whole = Math.floor(moment);
  const wide = matchMedia("(min-width: 760px)").matches;
  byId("clock").dataset.unix = whole;
  byId("clock-time").textContent = longTime(whole);
  byId("clock-time").dateTime = new Date(whole * 1000).toISOString();
  byId("clock-date").textContent = wide ? fullDay(whole) : shortDay(whole);
  byId("clock-offset").textContent = offsetLine();
  drawAlarm(moment);
}

function offsetLine() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (Math.abs(told.offset) < 1) return `Shown in ${zone}; it agrees with this machine’s clock.`;
  return `Shown in ${zone}; ${duration(told.offset)} ${told.offset > 0 ? "ahead of" : "behind"} this machine’s clock.`;
}

const dueAt = () => (told.next_alarm === null ? Infinity : Date.parse(told.next_alarm) / 1000);

function drawAlarm(moment) {
  const due = told.next_alarm === null ? null : dueAt();
  const button = byId("next-alarm");
  button.setAttribute("aria-disabled", String(due === null));
  byId("next-alarm-at").textContent = due === null ? "none set" : soonLabel(due, moment);
  byId("clock-alarm").textContent = alarmLine(due, moment);
}

function alarmLine(due, moment) {
  if (due === null) return "The bot has no alarm set.";
  return due > moment ? `The bot’s next alarm rings ${relative(due, moment)}.` : "The bot’s next alarm is due now.";
}

function flash() {
  const panel = byId("clock");
  panel.classList.remove("moved");
  void panel.offsetWidth; // restarts the animation when two moves follow each other closely
  panel.classList.add("moved");
}

async function move(button) {
  const { advance, to } = button.dataset;
  if (button.getAttribute("aria-disabled") === "true") {
    toast("No alarm is set: the bot is not waiting for anything.");
    return;
  }
  try {
    const { clock } = await moveClock(to ? { to } : { advance: Number(advance) });
    setClock(clock);
  } catch (problem) {
    toast(problem.message);
  }
}

/* `askAgain` fetches the clock anew and gives it to `setClock`. */
export function startClock(askAgain) {
  ask = askAgain;
  for (const button of byId("clock").querySelectorAll("[data-advance], [data-to]")) {
    button.addEventListener("click", () => move(button));
  }
  byId("clock-more").addEventListener("click", () => {
    const open = byId("clock").classList.toggle("open");
    byId("clock-more").setAttribute("aria-expanded", String(open));
  });
  tick();
}
