/** How a refusal is told over HTTP (RFC 9457): a code that decides and a sentence for a person. */
import type { Problem, ProblemCode } from '../shared/wire/http.ts';

const DETAILS: Readonly<Record<ProblemCode, string>> = {
  'bad-request': 'The request is not one that this relay understands.',
  'code-unknown': 'There is no such code: check the letters, or ask for a new one.',
  'code-expired': 'This enrolment code has run out: ask for a new one.',
  'code-used': 'This enrolment code was used already: ask for a new one.',
  'bad-token': 'This is not a token or proof of an enrolled station.',
  'token-expired': 'The token has run out: get a new one.',
  'wrong-tenant': 'This belongs to another station.',
  'wrong-lane': 'This lane is not one of the station.',
  revoked: 'The station was taken out of service: enrol it again.',
  'not-found': 'There is nothing here.',
  'too-large': 'That is more than the relay takes at once.',
  'not-a-wav': 'The utterance must be a WAV file of 16 kHz, mono, 16 bit.',
  'not-opus': 'The utterance is not Opus in frames of 20 ms.',
  'menu-unknown': 'The order was made with a menu that the restaurant never had.',
  'item-unknown': 'The menu does not sell a line of this order as it is.',
  'totals-differ': 'The prices or sums are not those of the menu.',
  'order-differs': 'Another order was sent under this id.',
  'order-unknown': 'There is no such order here: send it first.',
  'event-differs': 'Something else was sent under this id.',
  'nothing-left': 'More was given back than is left of the order, or it is paid already.',
  'moved-already': 'Somebody else has moved the order: look where it is now.',
  'too-many-requests': 'Too many tries from this address: wait a little.',
  'upstream-away': 'The speech service is away: keep the utterance and try again later.',
  'upstream-failed': 'The speech service could not answer: try again later.',
  'upstream-timeout': 'The speech service did not answer in time: try others before this one.',
  'utterance-timeout':
    'The speech service answers others, but not this utterance in time: try it a few times at most.',
  busy: 'The relay is busy: try again in a moment.',
  internal: 'The relay failed: try again later.',
};

export function problemOf(code: ProblemCode, status: number, retryAfterMs?: number): Problem {
  return {
    type: `urn:buildpanel-relay:problem:${code}`,
    title: code.replaceAll('-', ' '),
    status,
    code,
    detail: DETAILS[code],
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}
