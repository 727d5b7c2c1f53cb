/**
 * How the relay's connection clock stands to the station's: NTP's four stamps, of which the exchange with
 * the shortest round trip says most. The true offset lies within ± half of that round trip.
 */
export type ClockSample = {
  readonly probeSentAtUs: number;
  readonly receivedAtUs: number;
  readonly sentAtUs: number;
  readonly replyReceivedAtUs: number;
};

/** relay clock = station clock + `offsetUs`, within `errorUs`. */
export type ClockEstimate = {
  readonly offsetUs: number;
  readonly errorUs: number;
  readonly rttUs: number;
};

/** A minute of probes: longer, and the crystals' drift outgrows the error bound. */
const MAX_SAMPLES = 30;

export function addSample(
  estimates: readonly ClockEstimate[],
  sample: ClockSample,
): readonly ClockEstimate[] {
  const { probeSentAtUs, receivedAtUs, sentAtUs, replyReceivedAtUs } = sample;
  const rttUs = Math.max(0, replyReceivedAtUs - probeSentAtUs - (sentAtUs - receivedAtUs));
  const offsetUs = Math.round((receivedAtUs - probeSentAtUs + (sentAtUs - replyReceivedAtUs)) / 2);
  const estimate = { offsetUs, errorUs: Math.ceil(rttUs / 2), rttUs };
  return [...estimates, estimate].slice(-MAX_SAMPLES);
}

export function bestEstimate(estimates: readonly ClockEstimate[]): ClockEstimate | undefined {
  let best: ClockEstimate | undefined;
  for (const estimate of estimates) {
    if (best === undefined || estimate.rttUs <= best.rttUs) best = estimate;
  }
  return best;
}
