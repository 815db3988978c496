/* Sending files that were chosen, dropped or pasted: it shows where they will land, and asks once before it sends. */

import { weight } from "./attachments.js";
import { ask, toast } from "./dialogs.js";
import { byId, el } from "./dom.js";

const MOST_FILES = 20;
const MOST_BYTES = 50_000_000;
const MOST_NAMED = 5;

/* `send` is called with (files, "photo" | "document", caption). */
export async function askFiles(files, send) {
  const problem = problemWith(files);
  if (problem) return toast(problem);
  const pictures = await Promise.all(files.map(preview));
  const caption = el("input", { type: "text", maxlength: "1024", "data-testid": "caption" });
  const content = [...named(files), el("label", {}, "Caption", caption)];
  const as = (kind) => () => send(files, kind, caption.value.trim());
  const several = files.length > 1;
  if (!pictures.every((picture) => picture)) return ask(several ? `Send ${files.length} files` : "Send a file", content, "Send", as("document"));
  content.splice(-1, 0, el("div", { class: several ? "previews" : "preview" }, ...pictures));
  const title = several ? `Send ${files.length} pictures` : "Send a picture";
  return ask(title, content, "Send", as("photo"), [[several ? "As files" : "As a file", as("document")]]);
}

/* One line that says what would be right; null where nothing is wrong. */
function problemWith(files) {
  const empty = files.find(({ size }) => size === 0);
  if (empty) return `${empty.name} is empty: there is nothing to send.`;
  if (files.length > MOST_FILES) return `At most ${MOST_FILES} files go at once; these are ${files.length}.`;
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const what = files.length > 1 ? "These files weigh" : `${files[0].name} weighs`;
  return bytes > MOST_BYTES ? `${what} ${weight(bytes)}; the sandbox takes ${weight(MOST_BYTES)} at most.` : null;
}

function named(files) {
  const lines = files.slice(0, MOST_NAMED).map(({ name, size }) => el("p", { class: "named" }, el("b", {}, name), el("small", {}, weight(size))));
  const more = files.length - MOST_NAMED;
  return more > 0 ? [...lines, el("p", { class: "soft" }, `and ${more} more`)] : lines;
}

/* Drawn on a canvas, because the page's policy allows no picture from anywhere but the sandbox; null if it is no picture. */
async function preview(file) {
  if (!file.type.startsWith("image/")) return null;
  try {
    const bitmap = await createImageBitmap(file);
    const canvas = el("canvas", { width: bitmap.width, height: bitmap.height });
    canvas.getContext("2d").drawImage(bitmap, 0, 0);
    return canvas;
  } catch {
    return null;
  }
}

/* Wherever on the page files are dropped, they land in the chat; a browser by itself would leave the page for them. */
export function acceptDrops(take) {
  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
  const isBusy = () => document.querySelector("dialog[open]") !== null;
  const showTarget = (shown) => (byId("drop").hidden = !shown);
  addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = isBusy() ? "none" : "copy";
    showTarget(!isBusy());
  });
  addEventListener("dragleave", (event) => event.relatedTarget === null && showTarget(false));
  addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    showTarget(false);
    if (!isBusy() && event.dataTransfer.files.length > 0) take([...event.dataTransfer.files]);
  });
}
