import { LANGUAGES } from '../../shared/people/person.ts';
import type { Store } from '../state/store.ts';
import { useStore } from '../state/use-store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Segments } from '../ui/segments.tsx';
import { THEMES, type Theme } from '../ui/theme.ts';
import { KeyList } from '../ui/key-list.tsx';
import { computerLanguage } from '../words/language.ts';
import { useWords } from '../words/use-words.ts';
import { TEXT_SIZES, VOLUMES, type PreferenceStore } from './preferences.ts';
import type { Sounds } from './sounds.ts';
import type { KitchenSource } from './source.ts';

type KitchenSettingsProps = {
  readonly preferences: PreferenceStore;
  readonly theme: Store<Theme>;
  readonly sounds: Sounds;
  readonly extra: KitchenSource['extra'];
  readonly onClose: () => void;
};

export function KitchenSettings(props: KitchenSettingsProps) {
  const { preferences, theme, sounds, extra, onClose } = props;
  const { kitchen: words, devices, screen, languages } = useWords();
  const {
    textSize,
    volume,
    language = computerLanguage(navigator.language),
  } = useStore(preferences);
  const hear = [
    ['new', words.tryNew],
    ['late', words.tryLate],
    ['cancelled', words.tryCancelled],
  ] as const;
  return (
    <Dialog title={words.settings} wide onClose={onClose}>
      <h3>{words.textSize}</h3>
      <Segments
        label={words.textSize}
        value={textSize}
        options={TEXT_SIZES.map((value) => ({ value, text: words.textSizes[value] }))}
        onChange={(chosen) => preferences.change({ textSize: chosen })}
      />
      <h3>{screen.language}</h3>
      <Segments
        label={screen.language}
        value={language}
        options={LANGUAGES.map((value) => ({ value, text: languages[value] }))}
        onChange={(chosen) => preferences.change({ language: chosen })}
      />
      <h3>{words.volume}</h3>
      <div className="setting-row">
        <Segments
          label={words.volume}
          value={volume}
          options={VOLUMES.map((value) => ({ value, text: words.volumes[value] }))}
          onChange={(chosen) => preferences.change({ volume: chosen })}
        />
        {hear.map(([news, text]) => (
          <Button
            key={news}
            icon="speaker"
            disabled={volume === 'off'}
            onClick={() => sounds.play(news, volume)}
          >
            {text}
          </Button>
        ))}
      </div>
      <h3>{words.appearance}</h3>
      <Segments
        label={words.appearance}
        value={useStore(theme)}
        options={THEMES.map((value) => ({ value, text: devices.themes[value] }))}
        onChange={theme.set}
      />
      {extra.kind === 'window' && <AtStart extra={extra} />}
      <h3>{words.keys}</h3>
      <KeyList keys={words.keyList} />
    </Dialog>
  );
}

function AtStart({
  extra,
}: {
  readonly extra: Extract<KitchenSource['extra'], { kind: 'window' }>;
}) {
  const words = useWords().kitchen;
  const opensAtStart = useStore(extra.opensAtStart);
  return (
    <>
      <h3>{words.display}</h3>
      <label className="pick">
        <input
          type="checkbox"
          checked={opensAtStart}
          onChange={(event) => extra.setOpensAtStart(event.currentTarget.checked)}
        />
        {words.opensAtStart}
      </label>
    </>
  );
}
