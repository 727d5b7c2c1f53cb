/** Words that must be put in, left out or replaced to make `heard` of `said` (Levenshtein, by words). */
export function wordErrors(said: string, heard: string): number {
  const wanted = wordsOf(said);
  let row = Array.from({ length: wanted.length + 1 }, (_, index) => index);
  for (const word of wordsOf(heard)) {
    const next = [(row[0] ?? 0) + 1];
    for (const [index, other] of wanted.entries()) {
      const replaced = (row[index] ?? 0) + (word === other ? 0 : 1);
      next.push(Math.min(replaced, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
