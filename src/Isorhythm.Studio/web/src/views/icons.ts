/** Paths of the page's signs, drawn with a line in a box of 24 by 24. */
export const icons = {
  undo: "M9 7 4.5 11.5 9 16M5 11.5h9a5 5 0 0 1 0 10h-2",
  redo: "m15 7 4.5 4.5L15 16M19 11.5h-9a5 5 0 0 0 0 10h2",
  grip: "M9 6v.01M15 6v.01M9 12v.01M15 12v.01M9 18v.01M15 18v.01",
  close: "M6 6l12 12M18 6 6 18",
  speaker: "M4 10v4h3.5L12 18V6L7.5 10zM15.5 9.5a4 4 0 0 1 0 5M18 7a7.5 7.5 0 0 1 0 10",
  silent: "M4 10v4h3.5L12 18V6L7.5 10zM16 10l5 5M21 10l-5 5",
  play: "M8 5.2v13.6L19.2 12z",
  save: "M12 4v10M7.5 10 12 14.5 16.5 10M5 19h14",
  freeze: "M12 3v18M4.2 7.5l15.6 9M19.8 7.5l-15.6 9M9.5 4.5 12 6.5l2.5-2M9.5 19.5 12 17.5l2.5 2",
  stop: "M7 6h10v12H7z",
} as const;
