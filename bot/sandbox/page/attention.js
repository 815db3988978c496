/* How the page makes itself noticed: a ringing message wiggles the bell, marks the title and, when a person has
   switched the sound on, rings; a silent one does none of that. Screen readers hear each new message once. */

import { byId } from "./dom.js";
import { keep, kept } from "./settings.js";

let audio = null;
let plainTitle = document.title;

export function setTitle(title) {
  if (document.title === plainTitle) document.title = title;
  plainTitle = title;
}

export function announce(words) {
  byId("announcer").textContent = words.slice(0, 400);
}

export function ring() {
  const bell = byId("bell");
  bell.classList.remove("ringing");
  void bell.offsetWidth; // restarts the wiggle when two messages ring closely
  bell.classList.add("ringing");
  document.title = `🔔 ${plainTitle}`;
  if (soundIsOn()) ding();
}

const soundIsOn = () => byId("bell").getAttribute("aria-pressed") === "true";

function setSound(on) {
  byId("bell").setAttribute("aria-pressed", String(on));
  byId("bell").title = on ? "Ringing messages sound" : "Ringing messages make no sound";
}

function ding() {
  audio ??= new AudioContext();
  audio.resume();
  const start = audio.currentTime + 0.02;
  for (const [pitch, delay] of [[880, 0], [1318.5, 0.13]]) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0, start + delay);
    volume.gain.linearRampToValueAtTime(0.16, start + delay + 0.012);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + delay + 0.55);
    tone.connect(volume).connect(audio.destination);
    tone.start(start + delay);
    tone.stop(start + delay + 0.6);
  }
}

export function startAttention() {
  const bell = byId("bell");
  setSound(kept("sound") === "on");
  bell.addEventListener("click", () => {
    setSound(!soundIsOn());
    keep("sound", soundIsOn() ? "on" : "off");
    if (soundIsOn()) ding();
  });
  const noticed = () => {
    document.title = plainTitle;
    bell.classList.remove("ringing");
  };
  for (const sign of ["pointerdown", "keydown"]) addEventListener(sign, noticed, { capture: true, passive: true });
}
