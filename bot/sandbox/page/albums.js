/* How the pictures of an album share the room: rows of one, two or three, as wide as the bubble. Nothing here draws. */

const ROWS = { 1: [1], 2: [2], 3: [1, 2], 4: [2, 2], 5: [2, 3], 6: [3, 3], 7: [2, 2, 3], 8: [2, 3, 3], 9: [3, 3, 3], 10: [2, 2, 3, 3] };

/* For each picture, how many share its row. */
export function mosaic(count) {
  return (ROWS[count] ?? [count]).flatMap((inRow) => Array(inRow).fill(inRow));
}

/* The words under a whole album: those of its only message that has any. */
export function sharedCaption(album) {
  const worded = album.filter(({ caption }) => caption);
  return worded.length === 1 ? worded[0] : null;
}
