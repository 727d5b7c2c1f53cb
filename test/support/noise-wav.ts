/** Sound that nobody said, as a WAV file: what a microphone gives when nobody speaks, or a broken one. */
import { execFileSync } from 'node:child_process';

/** `peak`: of 16-bit full scale (32,767); more is cut off, as a microphone that is too loud does. */
export function noiseWav(
  file: string,
  { seconds, peak }: { readonly seconds: number; readonly peak: number },
): void {
  const volume = (peak / 32_767).toFixed(5);
  const form = ['-r', '48000', '-c', '1', '-b', '16'];
  execFileSync('sox', [
    '-R',
    '-n',
    ...form,
    file,
    'synth',
    `${seconds}`,
    'pinknoise',
    'vol',
    volume,
  ]);
}
