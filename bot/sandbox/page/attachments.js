/* What a message carries besides words: photos, documents, places; of an album, what all of its messages carry. Sizes and
   places are put into words here. */

import { mosaic } from "./albums.js";
import { el, icon } from "./dom.js";
import { showPicture } from "./dialogs.js";
import { summary } from "./message.js";
import { fileAddress } from "./wire.js";

export function attachments(album) {
  const [message] = album;
  if (message.photo?.length) return [album.length > 1 ? photos(album) : photo(message)];
  if (message.document) return album.map((one) => documentLink(one.document));
  if (message.location) return [place(message.location)];
  return message.text === undefined && message.caption === undefined
    ? [el("span", { class: "text" }, "This kind of message is not drawn in the sandbox.")]
    : [];
}

function photos(album) {
  const sharing = mosaic(album.length);
  const pictures = album.map((message, at) => {
    const button = photo(message);
    button.classList.add(`of-${sharing[at]}`);
    return button;
  });
  return el("div", { class: "mosaic", "data-testid": "album" }, ...pictures);
}

function photo(message) {
  const largest = message.photo.reduce((best, size) => (size.width > best.width ? size : best));
  const address = fileAddress(largest.file_id);
  const words = message.caption ? summary(message) : "";
  const picture = el("img", { src: address, alt: words || "Photo", width: largest.width, height: largest.height });
  const label = `Enlarge: ${words || "photo"}`;
  const look = message.has_media_spoiler ? "photo veiled" : "photo";
  const button = el("button", { class: look, type: "button", "data-testid": "photo", "aria-label": label }, picture);
  button.addEventListener("click", () => {
    if (button.classList.contains("veiled")) button.classList.remove("veiled");
    else showPicture(address, message.caption);
  });
  return button;
}

function documentLink({ file_id: fileId, file_name: name = "document", file_size: size }) {
  const label = `Download ${name}`;
  return el(
    "a",
    { class: "document", "data-testid": "download", href: fileAddress(fileId), download: name, "aria-label": label },
    el("span", { class: "disc" }, icon("download")),
    el("span", {}, el("b", {}, name), el("small", {}, weight(size))),
  );
}

export function weight(bytes) {
  if (bytes === undefined) return "File";
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function place({ latitude, longitude }) {
  const north = `${Math.abs(latitude).toFixed(2)}° ${latitude < 0 ? "S" : "N"}`;
  const east = `${Math.abs(longitude).toFixed(2)}° ${longitude < 0 ? "W" : "E"}`;
  return el(
    "div",
    { class: "location", "data-testid": "location" },
    el("span", { class: "disc" }, icon("place")),
    el("span", {}, el("b", {}, "Location"), el("small", {}, `${north}, ${east}`)),
  );
}
