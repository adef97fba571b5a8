/** What the browser keeps between visits. A browser that keeps nothing is no reason to fail. */
export const memory = {
  read<T>(key: string): T | null {
    try {
      const text = localStorage.getItem(`isorhythm.${key}`);
      return text === null ? null : (JSON.parse(text) as T);
    } catch {
      return null;
    }
  },

  write(key: string, value: unknown): void {
    try {
      localStorage.setItem(`isorhythm.${key}`, JSON.stringify(value));
    } catch {
      // A private window or a full disk: the setting lives as long as the page.
    }
  },
};
