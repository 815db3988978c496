/* Small facts about one Message of the Bot API: whose it is, what stands for it in one line, whether it is one big emoji.
   Nothing here draws. */

const LONGEST_JUMBO = 3;

export function sideOf(message, { bot, person }) {
  if (message.from?.id === bot.id) return "bot";
  return message.from?.id === person ? "me" : "other";
}

/* One line that stands for the message: in quotes, in the pinned bar, for screen readers. */
export function summary(message) {
  const words = message.text ?? message.caption;
  if (words) return words.replace(/\s+/g, " ").trim();
  if (message.photo) return "Photo";
  if (message.document) return message.document.file_name ?? "Document";
  return message.location ? "Location" : "Message";
}

export function serviceWords(message) {
  const who = message.from?.first_name ?? "Somebody";
  if (message.pinned_message) return `${who} pinned “${summary(message.pinned_message).slice(0, 60)}”`;
  if (message.new_chat_members) return `${message.new_chat_members.map((one) => one.first_name).join(", ")} joined`;
  if (message.left_chat_member) return `${message.left_chat_member.first_name} left`;
  return null;
}

export function isJumbo({ text, entities, reply_markup: markup }) {
  if (!text || entities?.length || markup) return false;
  const signs = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  return signs.length <= LONGEST_JUMBO && signs.every((sign) => /^\p{Extended_Pictographic}/u.test(sign));
}
