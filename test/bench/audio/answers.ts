/** From the guest's last word to the reply's first sound, with the whole product. */
import { spreadOf, type Spread } from '../report.ts';
import { measureWholeWay } from '../whole-way.ts';

export type AnswerFigures = {
  /** Without what the endpointer waited for the guest to go on. */
  readonly beyondWaitMs: Spread;
  readonly waitMs: Spread;
};

export async function measureAnswers(
  utterances: number,
  tell: (line: string) => void,
): Promise<AnswerFigures> {
  tell(`${utterances} guests who are answered`);
  const { answered, failures } = await measureWholeWay({ utterances, upstream: 'd2' }, tell);
  for (const failure of failures) tell(failure);
  return {
    beyondWaitMs: spreadOf(
      answered.map(({ replyStartMs, endpointWaitMs }) => replyStartMs - endpointWaitMs),
    ),
    waitMs: spreadOf(answered.map(({ endpointWaitMs }) => endpointWaitMs)),
  };
}
