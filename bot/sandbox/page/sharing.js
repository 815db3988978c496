/* Sending what is not text: the menu of it, and places. Files have a room of their own. */

import { ask } from "./dialogs.js";
import { byId, el } from "./dom.js";
import { acceptDrops, askFiles } from "./files.js";
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

export function startSharing({ sendFiles, sendPlace }) {
  const chooser = byId("file");
  chooser.addEventListener("change", () => {
    const files = [...chooser.files];
    chooser.value = "";
    if (files.length > 0) askFiles(files, sendFiles);
  });
  byId("attach").addEventListener("click", () =>
    toggleMenu(byId("attach"), "Attach", [
      { label: "Photos or files", picture: "photo", pick: () => chooser.click(), hooks: { "data-testid": "attach-file" } },
      { label: "Location", picture: "place", pick: () => askPlace(sendPlace), hooks: { "data-testid": "attach-location" } },
    ]),
  );
  byId("composer").addEventListener("paste", (event) => {
    const files = [...event.clipboardData.files];
    if (files.length === 0) return;
    event.preventDefault();
    askFiles(files, sendFiles);
  });
  acceptDrops((files) => askFiles(files, sendFiles));
}
