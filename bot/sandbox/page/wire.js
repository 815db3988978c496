/* The page's line to the sandbox: one function per request and the stream of events. It knows addresses and JSON,
   nothing of what is drawn. A refusal becomes an Error whose message is the server's own line. */

export class Refusal extends Error {}

export async function fetchState(person, chat) {
  return answerOf(await fetch(`/sandbox/state?person=${person}&chat=${chat}`, { cache: "no-store" }));
}

export const say = (words) => post("/sandbox/say", words);
export const press = (tap) => post("/sandbox/press", tap);
export const edit = (change) => post("/sandbox/edit", change);
export const sendLocation = (place) => post("/sandbox/location", place);
export const block = (person, blocked) => post("/sandbox/block", { person, blocked });
export const addPerson = (someone) => post("/sandbox/people", someone);
export const moveClock = (move) => post("/sandbox/clock", move);
export const fileAddress = (fileId) => `/sandbox/file/${encodeURIComponent(fileId)}`;

export async function upload(fields, files) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const file of files) form.append("file", file, file.name);
  const sent = fetch("/sandbox/upload", { method: "POST", body: form });
  return answerOf(await sent.catch(() => Promise.reject(new Error("It cannot be read, or the sandbox is away."))));
}

async function post(address, body) {
  const headers = { "Content-Type": "application/json" };
  return answerOf(await fetch(address, { method: "POST", headers, body: JSON.stringify(body) }));
}

async function answerOf(response) {
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refusal(answer.error ?? `The sandbox answered ${response.status}.`);
  return answer;
}

const FIRST_WAIT = 400;
const LONGEST_WAIT = 3000;

/* Listens until `close()`: every event goes to `hear`, `hello` included, and `lost` is called whenever the line breaks.
   EventSource gives up for good on some failures, so each break opens a new one after a growing wait. */
export function listen(person, chat, { hear, lost }) {
  let source = null;
  let timer = 0;
  let wait = FIRST_WAIT;

  function open() {
    source = new EventSource(`/sandbox/events?person=${person}&chat=${chat}`);
    source.onopen = () => (wait = FIRST_WAIT);
    source.onmessage = ({ data }) => hear(JSON.parse(data));
    source.onerror = () => {
      lost();
      retry();
    };
  }

  function retry() {
    close();
    timer = setTimeout(open, wait);
    wait = Math.min(wait * 1.6, LONGEST_WAIT);
  }

  function close() {
    clearTimeout(timer);
    source.close();
  }

  open();
  return { close, retry };
}
