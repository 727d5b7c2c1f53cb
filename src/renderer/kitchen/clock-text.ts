/** Ages as a cook reads them. A clock that was set back makes no age below zero. */

/** `4:07`, from an hour on `1 h 04`. */
export function clockText(ageMs: number): string {
  const seconds = Math.max(0, Math.floor(ageMs / 1_000));
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 60) return `${Math.floor(minutes / 60)} h ${pad(minutes % 60)}`;
  return `${minutes}:${pad(seconds % 60)}`;
}

export function minutesOf(ageMs: number): number {
  return Math.max(0, Math.floor(ageMs / 60_000));
}

function pad(count: number): string {
  return String(count).padStart(2, '0');
}
