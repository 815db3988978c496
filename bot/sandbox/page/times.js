/* Words for instants: relative times, the formats of Telegram's date_time entities, days and clocks. Pure: every
   function takes unix seconds, and `now` where it matters; nothing here knows what time it is. */

const LANGUAGE = "en-GB";
const MINUTE = 60;
const HOUR = 3600;
const DAY = 86400;

const shape = (options) => {
  const formatter = new Intl.DateTimeFormat(LANGUAGE, options);
  return (unix) => formatter.format(new Date(unix * 1000));
};

export const shortTime = shape({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
export const longTime = shape({ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const shortDate = shape({ day: "2-digit", month: "2-digit", year: "2-digit" });
const longDate = shape({ day: "numeric", month: "long", year: "numeric" });
const weekday = shape({ weekday: "long" });
const shortWeekday = shape({ weekday: "short" });
const dayAndMonth = shape({ weekday: "long", day: "numeric", month: "long" });
export const shortDay = shape({ weekday: "short", day: "numeric", month: "short" });
export const fullDay = shape({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
export const fullMoment = (unix) => `${fullDay(unix)}, ${longTime(unix)}`;

const two = (number) => String(number).padStart(2, "0");
const some = (number, unit) => `${number} ${unit}${number === 1 ? "" : "s"}`;

export function relative(unix, now) {
  const seconds = Math.round(unix - now);
  if (seconds === 0) return "now";
  return seconds > 0 ? `in ${ahead(seconds)}` : `${behind(-seconds)} ago`;
}

function ahead(seconds) {
  if (seconds < MINUTE) return `${seconds} s`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)}:${two(seconds % MINUTE)}`;
  if (seconds >= DAY) return some(Math.round(seconds / DAY), "day");
  const minutes = Math.floor((seconds % HOUR) / MINUTE);
  return minutes ? `${Math.floor(seconds / HOUR)} h ${minutes} min` : `${Math.floor(seconds / HOUR)} h`;
}

function behind(seconds) {
  if (seconds < MINUTE) return `${seconds} s`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min`;
  return seconds < DAY ? `${Math.floor(seconds / HOUR)} h` : some(Math.floor(seconds / DAY), "day");
}

/* Telegram's order is weekday, time, date; an empty format leaves the bot's own words standing. */
export function dateTime(unix, format, now) {
  if (format === "r") return relative(unix, now);
  const day = format.includes("w") ? weekday(unix) : "";
  const time = format.includes("T") ? longTime(unix) : format.includes("t") ? shortTime(unix) : "";
  const date = format.includes("D") ? longDate(unix) : format.includes("d") ? shortDate(unix) : "";
  return [[day, time].filter(Boolean).join(" "), date].filter(Boolean).join(", ");
}

export function dayKey(unix) {
  return new Date(unix * 1000).toDateString();
}

export function dayLabel(unix, now) {
  if (dayKey(unix) === dayKey(now)) return "Today";
  if (dayKey(unix) === dayKey(now - DAY)) return "Yesterday";
  const thisYear = new Date(unix * 1000).getFullYear() === new Date(now * 1000).getFullYear();
  return thisYear ? dayAndMonth(unix) : fullDay(unix);
}

/* When the next alarm rings, as short as it stays clear. */
export function soonLabel(unix, now) {
  if (dayKey(unix) === dayKey(now)) return longTime(unix);
  return unix - now < 6 * DAY ? `${shortWeekday(unix)} ${shortTime(unix)}` : `${shortDay(unix)} ${shortTime(unix)}`;
}

export function duration(seconds) {
  const whole = Math.round(Math.abs(seconds));
  if (whole < 2 * MINUTE) return some(whole, "second");
  if (whole < 2 * HOUR) return some(Math.round(whole / MINUTE), "minute");
  return whole < 2 * DAY ? some(Math.round(whole / HOUR), "hour") : some(Math.round(whole / DAY), "day");
}
