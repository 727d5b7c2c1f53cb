import { expect, it } from 'vitest';
import { checkWav } from '../../../scripts/setup/wav.mjs';
import { PlainFailure } from '../../../scripts/setup/failure.mjs';

it.each(['.', 'README.md', 'no-such.wav'])(
  '%s is refused as a recording in plain words',
  (file) => {
    expect(() => checkWav(file)).toThrow(PlainFailure);
  },
);
