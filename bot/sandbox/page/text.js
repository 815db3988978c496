/* Text and entities to DOM nodes. Offsets count UTF-16 units, which is also how JavaScript counts, so a slice is a
   slice, emoji or not. Entities may nest; one that crosses another's edge is cut there, as Telegram does. */

import { el, safeAddress } from "./dom.js";
import { fullMoment } from "./times.js";

export function richText(text, entities, onCommand) {
  const inOrder = (entities ?? [])
    .filter(({ length }) => length > 0)
    .sort((a, b) => a.offset - b.offset || b.length - a.length || (a.type === "date_time") - (b.type === "date_time"));
  const fragment = document.createDocumentFragment();
  fragment.append(...pieces({ text, onCommand }, 0, text.length, inOrder));
  return fragment;
}

function pieces(source, start, end, entities) {
  const nodes = [];
  let at = start;
  let rest = entities;
  while (rest.length > 0) {
    const [entity, ...others] = rest;
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    rest = others;
    if (to <= from) continue;
    if (from > at) nodes.push(source.text.slice(afterBlock(source, nodes, at), from));
    const inner = others.filter(({ offset }) => offset < to);
    nodes.push(dressed(entity, source.text.slice(from, to), pieces(source, from, to, inner), source.onCommand));
    rest = others.filter(({ offset, length }) => offset + length > to);
    at = to;
  }
  if (at < end) nodes.push(source.text.slice(afterBlock(source, nodes, at), end));
  return nodes;
}

/* A block already ends its line; the line break that follows it in the text would leave an empty one. */
function afterBlock(source, nodes, at) {
  const before = nodes.at(-1);
  const block = before instanceof HTMLElement && ["PRE", "BLOCKQUOTE"].includes(before.tagName);
  return block && source.text[at] === "\n" ? at + 1 : at;
}

const PLAIN_TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", blockquote: "blockquote" };

function dressed(entity, words, inside, onCommand) {
  switch (entity.type) {
    case "bold":
    case "italic":
    case "underline":
    case "strikethrough":
    case "code":
    case "blockquote":
      return el(PLAIN_TAGS[entity.type], {}, ...inside);
    case "pre":
      return el("pre", { "data-language": entity.language }, el("code", {}, ...inside));
    case "expandable_blockquote":
      return folded(inside);
    case "spoiler":
      return spoiler(inside);
    case "bot_command":
      return el("button", { class: "command", type: "button", onclick: () => onCommand(words) }, ...inside);
    case "date_time":
      return moment(entity, inside);
    case "text_link":
      return link(entity.url, inside);
    case "url":
      return link(words, inside);
    case "email":
      return link(`mailto:${words}`, inside);
    case "phone_number":
      return link(`tel:${words.replace(/[^\d+]/g, "")}`, inside);
    default:
      return el("span", { class: `entity-${entity.type}` }, ...inside);
  }
}

function link(address, inside) {
  const href = safeAddress(address);
  if (href === null) return el("span", {}, ...inside);
  return el("a", { href, target: "_blank", rel: "noopener noreferrer", title: href }, ...inside);
}

function moment({ unix_time: unix, date_time_format: format }, inside) {
  const datetime = new Date(unix * 1000).toISOString();
  const node = el("time", { datetime, title: fullMoment(unix), "data-unix": unix, "data-format": format || null });
  if (!format) node.append(...inside);
  return node;
}

function spoiler(inside) {
  const node = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Hidden text. Press to show it." });
  node.append(...inside);
  const show = () => {
    node.classList.add("shown");
    for (const name of ["role", "tabindex", "aria-label"]) node.removeAttribute(name);
  };
  node.addEventListener("click", show);
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    show();
  });
  return node;
}

function folded(inside) {
  const node = el("blockquote", { class: "folded", title: "Press to unfold" }, ...inside);
  node.addEventListener("click", () => node.classList.remove("folded"));
  return node;
}
