import type { LaneView } from '../../shared/ipc/views.ts';
import { TALK_SHORTCUTS, type Talk } from '../../shared/talk.ts';
import { Segments } from '../ui/segments.tsx';
import { useWords } from '../words/use-words.ts';

type TalkSettingsProps = {
  readonly lane: LaneView;
  readonly onTalk: (talk: Talk) => void;
};

/** How a lane's push-to-talk is worked: held or switched, and by which pedal, headset button or key. */
export function TalkSettings({ lane: { talk }, onTalk }: TalkSettingsProps) {
  const words = useWords().talk;
  if (talk === undefined) return null;
  const { style, shortcut } = talk;
  const shortcuts = [
    ...new Set([...TALK_SHORTCUTS, ...(shortcut === undefined ? [] : [shortcut])]),
  ];
  return (
    <>
      <h3>{words.title}</h3>
      <Segments
        label={words.style}
        value={style}
        onChange={(chosen) =>
          onTalk({ ...(shortcut !== undefined && { shortcut }), style: chosen })
        }
        options={[
          { value: 'hold', text: words.hold },
          { value: 'toggle', text: words.toggle },
        ]}
      />
      <Segments
        label={words.shortcut}
        value={shortcut ?? ''}
        onChange={(key) => onTalk({ style, ...(key !== '' && { shortcut: key }) })}
        options={[
          { value: '', text: words.none },
          ...shortcuts.map((key) => ({ value: key, text: words.keys(key) })),
        ]}
      />
      <p>{words.help}</p>
    </>
  );
}
