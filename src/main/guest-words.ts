/**
 * What becomes of guests' voices and words once they have served: erased by policy's time, at the end of a
 * shift, or at once when a guest wants it.
 */
import type { RecordAudit } from '../shared/day/audit-entry.ts';
import type { SessionId, UtteranceId } from '../shared/ids.ts';
import type { CallFailure } from '../shared/ipc/contract.ts';
import type { Approval, Approve } from '../shared/people/approval.ts';
import type { PrivacyPolicy } from '../shared/privacy/privacy-policy.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { drop, type Log } from './log.ts';
import type { StationVoice } from './station-voice.ts';
import type { MissedWords } from './tickets/missed-words.ts';
import type { Tickets } from './tickets/tickets.ts';

const SWEEP_EVERY_MS = 3_600_000;
const DAY_MS = 24 * 3_600_000;

export type GuestWordsDeps = {
  readonly privacy: () => PrivacyPolicy;
  readonly voice: () =>
    | Pick<StationVoice, 'eraseDelivered' | 'sessionOf' | 'eraseSession' | 'eraseWordsBefore'>
    | undefined;
  readonly tickets: Pick<Tickets, 'eraseWords' | 'archive'>;
  readonly missed: Pick<MissedWords, 'find' | 'erase' | 'sweep'>;
  readonly approve: Approve;
  readonly record: RecordAudit;
  readonly log: Log;
};

export class GuestWords {
  readonly #deps: GuestWordsDeps;
  #sweeping: NodeJS.Timeout | undefined;

  constructor(deps: GuestWordsDeps) {
    this.#deps = deps;
  }

  start(): void {
    const sweep = (): void => drop(this.#sweep(), this.#deps.log);
    sweep();
    this.#sweeping = setInterval(sweep, SWEEP_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#sweeping);
  }

  shiftClosed(): void {
    const { privacy, voice, log } = this.#deps;
    if (privacy().sound !== 'until-shift-closes') return;
    drop(voice()?.eraseDelivered() ?? Promise.resolve(), log);
  }

  /** Erases sound and words of the guest who said this; what was ordered stays. */
  async erase(
    utteranceId: UtteranceId,
    approval: Approval | undefined,
  ): Promise<Result<undefined, CallFailure<'eraseGuestWords'>>> {
    const sessionId = this.#sessionOf(utteranceId);
    if (sessionId === undefined) return fail('unknown-words');
    const approved = await this.#deps.approve('erase-words', approval);
    // Without people there is nobody to ask, and a guest's wish can't wait for them.
    if (!approved.ok && approved.failure !== 'no-manager') return approved;
    const erased = await this.#eraseSession(sessionId);
    if (!erased.ok) return erased;
    await this.#deps.record({
      kind: 'words-erased',
      subjectId: sessionId,
      ...(approved.ok && { approvedBy: approved.value }),
    });
    return ok(undefined);
  }

  #sessionOf(utteranceId: UtteranceId): SessionId | undefined {
    const { voice, missed } = this.#deps;
    return voice()?.sessionOf(utteranceId) ?? missed.find(utteranceId)?.sessionId;
  }

  async #eraseSession(
    sessionId: SessionId,
  ): Promise<Result<undefined, 'lane-busy' | 'cannot-erase'>> {
    const { voice, tickets, missed } = this.#deps;
    const sound = (await voice()?.eraseSession(sessionId)) ?? ok(undefined);
    if (!sound.ok) return sound;
    const words = [await tickets.eraseWords(sessionId), await missed.erase(sessionId)];
    return words.every((each) => each.ok) ? ok(undefined) : fail('cannot-erase');
  }

  async #sweep(): Promise<void> {
    const { privacy, voice, tickets, missed } = this.#deps;
    const { wordsDays } = privacy();
    voice()?.eraseWordsBefore(wordsDays * DAY_MS);
    await tickets.archive.sweep(wordsDays);
    await missed.sweep(wordsDays);
  }
}
