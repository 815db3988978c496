/* Sending what is not text: files chosen, dropped or pasted, and places. Each asks once before it sends. */

import { ask } from "./dialogs.js";
import { byId, el } from "./dom.js";
import { weight } from "./attachments.js";
import { toggleMenu } from "./menu.js";

const CITIES = [
  ["Berlin", 52.52, 13.405],
  ["London", 51.5074, -0.1278],
  ["New York", 40.7128, -74.006],
  ["Los Angeles", 34.0522, -118.2437],
  ["São Paulo", -23.5505, -46.6333],
  ["Almaty", 43.2389, 76.8897],
  ["Kolkata", 22.5726, 88.3639],
  ["Tokyo", 35.6762, 139.6503],
  ["Auckland", -36.8509, 174.7645],
];

/* `send` is called with {latitude, longitude} once a place was picked. */
export function askPlace(send) {
  const degrees = (name, limit) => el("input", { type: "number", step: "any", min: -limit, max: limit, "data-testid": name });
  const latitude = degrees("latitude", 90);
  const longitude = degrees("longitude", 180);
  const buttons = CITIES.map(([name, north, east]) => {
    const city = el("button", { type: "button", "aria-pressed": "false", "data-testid": "city" }, name);
    city.addEventListener("click", () => {
      for (const other of buttons) other.setAttribute("aria-pressed", String(other === city));
      [latitude.value, longitude.value] = [north, east];
    });
    return city;
  });
  const content = [
    el("p", { class: "soft" }, "A phone would send where it is. Where are you today?"),
    el("div", { class: "cities" }, ...buttons),
    el("div", { class: "pair" }, el("label", {}, "Latitude", latitude), el("label", {}, "Longitude", longitude)),
  ];
  ask("Share a location", content, "Send", () => {
    if (!latitude.value || !longitude.value) throw new Error("Pick a city, or fill in both numbers.");
    if (!latitude.checkValidity() || !longitude.checkValidity()) {
      throw new Error("Latitude runs from −90 to 90, longitude from −180 to 180.");
    }
    return send({ latitude: latitude.valueAsNumber, longitude: longitude.valueAsNumber });
  });
}

/* `send` is called with (file, "photo" | "document", caption). */
async function askFile(file, send) {
  const caption = el("input", { type: "text", maxlength: "1024", "data-testid": "caption" });
  const content = [
    el("p", {}, file.name),
    el("p", { class: "soft" }, weight(file.size)),
    el("label", {}, "Caption", caption),
  ];
  const asDocument = () => send(file, "document", caption.value.trim());
  const picture = file.type.startsWith("image/") ? await preview(file) : null;
  if (picture === null) return ask("Send a file", content, "Send", asDocument);
  content.splice(2, 0, picture);
  return ask("Send a picture", content, "Send", () => send(file, "photo", caption.value.trim()), [["As a file", asDocument]]);
}

/* Drawn on a canvas, because the page's policy allows no picture from anywhere but the sandbox. */
async function preview(file) {
  try {
    const bitmap = await createImageBitmap(file);
    const canvas = el("canvas", { width: bitmap.width, height: bitmap.height });
    canvas.getContext("2d").drawImage(bitmap, 0, 0);
    return canvas;
  } catch {
    return null;
  }
}

export function startSharing({ sendFile, sendPlace }) {
  const chooser = byId("file");
  chooser.addEventListener("change", () => {
    const [file] = chooser.files;
    if (file) askFile(file, sendFile);
    chooser.value = "";
  });
  byId("attach").addEventListener("click", () =>
    toggleMenu(byId("attach"), "Attach", [
      { label: "Photo or file", picture: "photo", pick: () => chooser.click(), hooks: { "data-testid": "attach-file" } },
      { label: "Location", picture: "place", pick: () => askPlace(sendPlace), hooks: { "data-testid": "attach-location" } },
    ]),
  );
  byId("composer").addEventListener("paste", (event) => {
    const [file] = event.clipboardData.files;
    if (!file) return;
    event.preventDefault();
    askFile(file, sendFile);
  });
  acceptDrops(byId("chat"), (file) => askFile(file, sendFile));
}

function acceptDrops(zone, take) {
  const carriesFile = (event) => event.dataTransfer?.types.includes("Files");
  zone.addEventListener("dragover", (event) => {
    if (!carriesFile(event)) return;
    event.preventDefault();
    byId("drop").hidden = false;
  });
  zone.addEventListener("dragleave", (event) => {
    if (!zone.contains(event.relatedTarget)) byId("drop").hidden = true;
  });
  zone.addEventListener("drop", (event) => {
    if (!carriesFile(event)) return;
    event.preventDefault();
    byId("drop").hidden = true;
    const [file] = event.dataTransfer.files;
    if (file) take(file);
  });
}
