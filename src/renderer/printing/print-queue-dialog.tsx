import type {
  PrintingView,
  PrintJobId,
  PrintJobView,
} from '../../shared/printing/printing-view.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words/use-words.ts';

type JobActions = {
  readonly onRetry: (jobId: PrintJobId) => void;
  readonly onDrop: (jobId: PrintJobId) => void;
};

type PrintQueueDialogProps = JobActions & {
  readonly printing: PrintingView;
  readonly onClose: () => void;
};

/** Pages that are not on paper yet, and those that a person has to decide about. */
export function PrintQueueDialog({ printing, onRetry, onDrop, onClose }: PrintQueueDialogProps) {
  const all = useWords();
  const words = all.printing;
  return (
    <Dialog title={words.queue.title} wide onClose={onClose}>
      {printing.troubles.map(({ printer, trouble }) => (
        <p key={printer} className="warning" data-tone="amber">
          <Icon name="printer" />
          <span>
            <strong>{words.names[printer]}:</strong> {all.failures[trouble]}
          </span>
        </p>
      ))}
      {printing.jobs.length === 0 ? (
        <div className="empty">
          <Icon name="printer" />
          <p>
            <strong>{words.queue.none}</strong>
            <span>{words.queue.noneHelp}</span>
          </p>
        </div>
      ) : (
        <ul className="print-jobs" aria-label={words.queue.title}>
          {printing.jobs.map((job) => (
            <Job key={job.jobId} {...{ job, onRetry, onDrop }} />
          ))}
        </ul>
      )}
    </Dialog>
  );
}

function Job({ job, onRetry, onDrop }: JobActions & { readonly job: PrintJobView }) {
  const { printing: words, locale } = useWords();
  const { content, printer, state, why, queuedAtMs } = job;
  const name = [words.queue.contents[content.kind], content.orderNumber].filter(Boolean).join(' ');
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(queuedAtMs);
  const isAsking = state === 'asking';
  return (
    <li className="print-job" aria-label={name}>
      <p>
        <strong>{name}</strong>
        <span className="print-job-where">
          {words.names[printer]} · {time}
        </span>
        <span data-tone={isAsking ? 'amber' : 'calm'} className="print-job-state">
          {isAsking ? why && words.queue.why[why] : words.queue.states[state]}
        </span>
      </p>
      {state !== 'printing' && (
        <div className="print-job-actions">
          <Button
            look={isAsking ? 'primary' : 'plain'}
            icon="printer"
            onClick={() => onRetry(job.jobId)}
          >
            {retryWord(job, words.queue)}
          </Button>
          <Button look="danger" onClick={() => onDrop(job.jobId)}>
            {words.queue.drop}
          </Button>
        </div>
      )}
    </li>
  );
}

type QueueWords = ReturnType<typeof useWords>['printing']['queue'];

function retryWord({ state, why }: PrintJobView, words: QueueWords): string {
  if (state !== 'asking') return words.now;
  return why === 'too-old' ? words.print : words.again;
}
