/** A readable id made from a name: `Add Chicken` → `add-chicken`. Names without a letter or digit of
 * the Latin alphabet are spelt by their code points, so that every name has an id of its own. */
export function slug(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/['’]/g, '')
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  const plain = words.replace(/[^a-z0-9-]/g, (letter) => (letter.codePointAt(0) ?? 0).toString(16));
  return plain.slice(0, 60).replace(/-+$/, '') || 'x';
}
