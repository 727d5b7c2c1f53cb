/** JSON from outside, for a schema to look at: what is no JSON is undefined, which every schema refuses. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
