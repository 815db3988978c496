/* One deed: words to the clipboard, said in a toast either way. */

import { toast } from "./dialogs.js";

export async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
    toast("Copied to the clipboard.");
  } catch {
    toast(`The browser keeps its clipboard closed. The text is: ${words}`);
  }
}
