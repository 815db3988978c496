/* What this browser remembers: appearance and sound. A browser that remembers nothing is fine as well. */

export function kept(name) {
  try {
    return localStorage.getItem(`sandbox.${name}`);
  } catch {
    return null;
  }
}

export function keep(name, value) {
  try {
    localStorage.setItem(`sandbox.${name}`, value);
  } catch {
    // Private windows may refuse to store: the choice then holds until the page closes.
  }
}

const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
let appearance = kept("appearance") ?? "system";

export const currentAppearance = () => appearance;

export function setAppearance(choice) {
  appearance = choice;
  keep("appearance", choice);
  applyAppearance();
}

export function applyAppearance() {
  const dark = appearance === "dark" || (appearance === "system" && systemIsDark.matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}

systemIsDark.addEventListener("change", applyAppearance);
