import { useActionState } from 'react';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words/use-words.ts';

type EnrolCardProps = {
  /** Whether there is a till beside the card. */
  readonly hasTill: boolean;
  /** Resolves to the failure in words, or undefined when the station was enrolled. */
  readonly onEnrol: (code: string) => Promise<string | undefined>;
};

type Outcome = { readonly failure?: string; readonly isDone: boolean; readonly code: string };

/** Where the words will be, until the station is enrolled. Touch works meanwhile. */
export function EnrolCard({ hasTill, onEnrol }: EnrolCardProps) {
  const words = useWords().enrol;
  const [outcome, submit, isTrying] = useActionState(
    async (_before: Outcome, form: FormData): Promise<Outcome> => {
      const entered = form.get('code');
      const code = typeof entered === 'string' ? entered.trim() : '';
      if (code === '') return { failure: words.needCode, isDone: false, code };
      const failure = await onEnrol(code);
      if (failure === undefined) return { isDone: true, code: '' };
      return { failure, isDone: false, code };
    },
    { isDone: false, code: '' },
  );
  return (
    <section className="enrol" aria-labelledby="enrol-title">
      <h2 id="enrol-title">{words.title}</h2>
      <p>{hasTill ? words.help : words.helpNoLane}</p>
      <form action={submit} className="enrol-form">
        <label className="field">
          <span>{words.code}</span>
          <input
            name="code"
            defaultValue={outcome.code}
            maxLength={64}
            autoFocus={!hasTill}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            aria-describedby="enrol-outcome"
            aria-invalid={outcome.failure !== undefined}
          />
        </label>
        <Button look="primary" submit disabled={isTrying}>
          {isTrying ? words.trying : words.go}
        </Button>
      </form>
      <div id="enrol-outcome" className="enrol-outcome">
        {outcome.failure !== undefined && (
          <p className="problem" role="alert">
            <Icon name="alert" /> {outcome.failure}
          </p>
        )}
        {outcome.isDone && <p role="status">{words.done}</p>}
      </div>
    </section>
  );
}
