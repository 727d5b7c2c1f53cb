/** Short signals made on the spot, on the computer's default output: no file, and never on a lane's device. */

/** Seconds after the tune's beginning, seconds long. */
export type Note = { readonly atS: number; readonly forS: number; readonly hz: number };

export type Tune = { readonly shape: OscillatorType; readonly notes: readonly Note[] };

/** Square and saw sound louder than a triangle of the same height. */
const SHAPE_GAIN: Partial<Record<OscillatorType, number>> = { square: 0.4, sawtooth: 0.5 };
const ATTACK_S = 0.01;

/** `gain`: 0 to 1. Nothing sounds while the context does not run. */
export function playTune(context: AudioContext, { shape, notes }: Tune, gain: number): void {
  if (gain === 0 || context.state !== 'running') return;
  for (const note of notes) playNote(context, shape, note, gain * (SHAPE_GAIN[shape] ?? 1));
}

function playNote(context: AudioContext, shape: OscillatorType, note: Note, gain: number): void {
  const { atS, forS, hz } = note;
  const begin = context.currentTime + atS;
  const tone = new OscillatorNode(context, { type: shape, frequency: hz });
  const loudness = new GainNode(context, { gain: 0 });
  loudness.gain.setValueAtTime(0, begin);
  loudness.gain.linearRampToValueAtTime(gain, begin + ATTACK_S);
  loudness.gain.exponentialRampToValueAtTime(gain / 100, begin + forS);
  tone.connect(loudness).connect(context.destination);
  tone.start(begin);
  tone.stop(begin + forS);
}
