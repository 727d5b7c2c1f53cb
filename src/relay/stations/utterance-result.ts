/** Makes the one result of an utterance out of what the upstream said. */
import type { UtteranceResult, Via } from '../../shared/wire/down.ts';
import type { UpstreamFinal, UtteranceContext } from '../upstream-port.ts';

const MAX_TEXT_LENGTH = 4_000;
/** On the wire a confidence is a number: an upstream that tells none is neither trusted nor doubted. */
export const UNTOLD_CONFIDENCE = 0.5;

type Timing = { readonly upstreamMs: number; readonly relayMs: number };

export function resultOf(
  context: UtteranceContext,
  via: Via,
  final: UpstreamFinal,
  timing: Timing,
): UtteranceResult {
  const words = wordsOf(final);
  return {
    sessionId: context.sessionId,
    utteranceId: context.utteranceId,
    via,
    words,
    finalTranscription: words === 'not-available' ? '' : clip(final.text.trim()),
    confidence: final.confidence ?? UNTOLD_CONFIDENCE,
    ...(words === 'available' && final.orderData !== null && { orderData: final.orderData }),
    timing,
  };
}

export function clip(text: string): string {
  return text.slice(0, MAX_TEXT_LENGTH);
}

function wordsOf(final: UpstreamFinal): UtteranceResult['words'] {
  if (!final.areWordsKnown) return 'not-available';
  if (final.isNotSpeech) return 'not-speech';
  return final.text.trim() === '' ? 'nothing-heard' : 'available';
}
