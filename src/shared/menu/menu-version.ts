/**
 * Version of a menu: a 64-bit hash of its content, in 16 hex digits. Two lanes of the public-domain
 * cyrb53 construction (MurmurHash3 finaliser); it tells menus apart, it does not prove who wrote them.
 */
export function contentVersion(content: unknown): string {
  const text = canonical(content);
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    low = Math.imul(low ^ unit, 2_654_435_761);
    high = Math.imul(high ^ unit, 1_597_334_677);
  }
  const mixedLow = finalise(low, high);
  const mixedHigh = finalise(high, mixedLow);
  return hex(mixedHigh) + hex(mixedLow);
}

/** JSON with sorted keys, so that the order of fields in a file does not matter. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function finalise(lane: number, other: number): number {
  const once = Math.imul(lane ^ (lane >>> 16), 2_246_822_507);
  return once ^ Math.imul(other ^ (other >>> 13), 3_266_489_909);
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
