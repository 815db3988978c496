/* Walking through the messages without a mouse, and the menu of one message: arrow keys move the focus from message to
   message, Enter, a right click or a long press opens the menu. */

import { copy } from "./clipboard.js";
import { byId } from "./dom.js";
import { openMenu } from "./menu.js";

export function startReading({ messageOf, openMenuOf }) {
  const scroller = byId("scroller");
  const numberOf = (entry) => Number(entry.dataset.messageId);

  scroller.addEventListener("keydown", (event) => {
    const entries = [...byId("messages").querySelectorAll(".message")];
    const at = entries.indexOf(event.target);
    if (at === -1 && event.target !== scroller) return;
    const next = entries[destination(event.key, at, entries.length)];
    if (next) next.focus();
    else if (event.key === "Enter" && at !== -1) openMenuOf(messageOf(numberOf(event.target)), event.target);
    else if (event.key === "Escape") byId("composer").focus();
    else return;
    event.preventDefault();
  });

  /* Browsers turn a long press on glass into this event too. */
  scroller.addEventListener("contextmenu", (event) => {
    const entry = event.target.closest(".message");
    if (!entry || event.target.closest("a, .keyboard") || String(getSelection())) return;
    event.preventDefault();
    const point = { left: event.clientX, top: event.clientY, bottom: event.clientY };
    openMenuOf(messageOf(numberOf(entry)), entry, point);
  });
}

function destination(key, at, count) {
  if (key === "ArrowUp") return at === -1 ? count - 1 : at - 1;
  if (key === "ArrowDown") return at + 1;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : undefined;
}

export function openMessageMenu(message, anchor, point, { reply, edit }) {
  const words = message.text ?? message.caption;
  const entries = [{ label: "Reply", picture: "reply", pick: reply, hooks: { "data-testid": "reply" } }];
  if (words) entries.push({ label: "Copy text", picture: "copy", pick: () => copy(words), hooks: { "data-testid": "copy" } });
  if (edit) entries.push({ label: "Edit", picture: "edit", pick: edit, hooks: { "data-testid": "edit" } });
  openMenu(anchor, "Message menu", entries, point);
}
