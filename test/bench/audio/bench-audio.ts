/** `npm run bench:audio`: how fast a lane hears, yields and answers, on real devices under the virtual sound server. */
import { parseArgs } from 'node:util';
import { setUp } from '../../../scripts/setup.mjs';
import { runMain } from '../../../scripts/setup/failure.mjs';
import { startVirtualAudio } from '../../../scripts/setup/virtual-audio.mjs';
import { report, type Row } from '../report.ts';
import { measureAnswers, type AnswerFigures } from './answers.ts';
import { measureCapture, type CaptureFigures } from './capture.ts';
import { measurePlayback, type PlaybackFigures } from './playback.ts';

const HELP = `npm run bench:audio -- [options]

Measures on virtual headsets: from the device to the relay's socket, beside Chromium's getUserMedia; from the guest's
first sound to a reply's silence; from a reply's first byte to its first sound; from the press of push-to-talk to its
first frame; the processor time of two lanes that listen and speak; and from the guest's last word to the reply, with
the whole product.

  --quick   fewer samples, under a minute on an idle machine
  --json    one JSON line on stdout
  --help    this text

Ends with 0 when every target is met, else with 1.`;

const FULL = { captureSeconds: 20, rounds: 25, loadSeconds: 20, answers: 15 } as const;
const QUICK = { captureSeconds: 5, rounds: 3, loadSeconds: 4, answers: 1 } as const;

const tell = (line: string) => void process.stderr.write(`${line}\n`);

await runMain(async () => {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  await setUp({ isQuiet: true });
  const size = values.quick ? QUICK : FULL;
  const audio = await startVirtualAudio({ isQuiet: true });
  try {
    const capture = await measureCapture(audio, size.captureSeconds, tell);
    const playback = await measurePlayback(audio, size, tell);
    const answers = await measureAnswers(size.answers, tell);
    const rows = [...captureRows(capture), ...playbackRows(playback), ...answerRows(answers)];
    return report(rows, { capture, playback, answers }, values.json);
  } finally {
    await audio.stop();
  }
});

function captureRows({ ours, chromium }: CaptureFigures): readonly Row[] {
  const what = 'a frame, from its last sample at the device to the relay, p95';
  const besides = (figures: CaptureFigures['ours']) =>
    `${figures.samples} frames, p50 ${figures.p50}, max ${figures.max}`;
  return [
    { what, figure: ours.p95, target: 20, unit: 'ms', beside: besides(ours) },
    {
      what: 'the same through getUserMedia, p95',
      figure: chromium.p95,
      unit: 'ms',
      beside: besides(chromium),
    },
    {
      what: 'ours to getUserMedia, p95',
      figure: Math.round((ours.p95 / chromium.p95) * 100) / 100,
      target: 1,
      unit: '×',
    },
  ];
}

function playbackRows(figures: PlaybackFigures): readonly Row[] {
  const { bargeInMs, firstSoundMs, pressMs, twoLanesCpuShare } = figures;
  const row = (what: string, spread: PlaybackFigures['pressMs'], target: number): Row => ({
    what: `${what}, p95`,
    figure: spread.p95,
    target,
    unit: 'ms',
    beside: `${spread.samples} times, p50 ${spread.p50}, max ${spread.max}`,
  });
  return [
    row('barge-in, guest sounds to reply silent', bargeInMs, 150),
    row('reply, first byte to first sound, beyond the buffer', firstSoundMs, 60),
    row('push-to-talk, press to first captured frame', pressMs, 30),
    {
      what: 'two lanes that listen and speak: both audio hosts',
      figure: Math.round(twoLanesCpuShare * 1_000) / 10,
      target: 30,
      unit: '% of a core',
    },
  ];
}

function answerRows({ beyondWaitMs, waitMs }: AnswerFigures): readonly Row[] {
  return [
    {
      what: "guest stops to reply starts, beyond the endpointer's wait, p95",
      figure: beyondWaitMs.p95,
      target: 800,
      unit: 'ms',
      beside: `${beyondWaitMs.samples} times, p50 ${beyondWaitMs.p50}, max ${beyondWaitMs.max}; wait p50 ${waitMs.p50}`,
    },
  ];
}
