import type { Notice } from '../../shared/ipc/views.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { useWords } from '../words/use-words.ts';
import { foremost } from './notice-list.ts';

const LOOK = {
  information: { tone: 'info', icon: 'info' },
  warning: { tone: 'amber', icon: 'alert' },
  problem: { tone: 'danger', icon: 'alert' },
} as const;

type NoticeBarProps = {
  readonly notices: readonly Notice[];
  readonly onDismiss: (noticeId: string) => void;
};

/** One notice at a time, the gravest first; dismissing it shows the next. */
export function NoticeBar({ notices, onDismiss }: NoticeBarProps) {
  const { notices: words, language } = useWords();
  const notice = foremost(notices);
  return (
    <div role="log" aria-live="polite" aria-label={words.label} className="notices">
      {notice !== undefined && (
        <Banner
          {...LOOK[notice.kind]}
          title={`${words.kinds[notice.kind]}:`}
          help={notice.text[language]}
          action={
            <Button look="quiet" icon="close" onClick={() => onDismiss(notice.noticeId)}>
              {notices.length > 1
                ? `${words.dismiss} · ${words.more(notices.length - 1)}`
                : words.dismiss}
            </Button>
          }
        />
      )}
    </div>
  );
}
