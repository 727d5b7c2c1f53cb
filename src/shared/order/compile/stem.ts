/** Their singular ends in `ie`, not in `y`. */
const IN_IE = /(?:^p|potp|cook|brown|smooth|vegg|hoag|slush|sweet|rook|ween|bean|calor|cowp)ies$/;

/** Words without their plural ending: `sandwiches` → `sandwich`, `olives` → `olive`, `hummus` stays. */
export function stem(word: string): string {
  if (word.length < 4 || !word.endsWith('s') || /(?:ss|us|is)$/.test(word)) return word;
  if (/(?:ch|sh|x|z|ss|[^aeiou]o)es$/.test(word)) return word.slice(0, -2);
  if (/[^aeiou]ies$/.test(word) && !IN_IE.test(word)) return `${word.slice(0, -3)}y`;
  return word.slice(0, -1);
}
