import { LANGUAGES, type Language, type Person } from '../../shared/people/person.ts';
import { SOUND_LEVELS, type ScreenSetup } from '../../shared/screen-setup.ts';
import { Segments } from '../ui/segments.tsx';
import { useWords } from '../words/use-words.ts';

export type ScreenSettingsProps = {
  readonly setup: ScreenSetup;
  /** While nobody is signed in. */
  readonly stationLanguage: Language;
  readonly signedIn: Person | undefined;
  readonly onSetup: (setup: ScreenSetup) => void;
  readonly onOwnLanguage: (language: Language) => void;
};

/** What language the screen speaks, and how loud the till is. */
export function ScreenSettings(props: ScreenSettingsProps) {
  const { setup, signedIn, onSetup, onOwnLanguage } = props;
  const { screen: words, languages } = useWords();
  const options = LANGUAGES.map((value) => ({ value, text: languages[value] }));
  return (
    <>
      <h3>{words.language}</h3>
      {signedIn !== undefined && (
        <>
          <p>{words.ownLanguage(signedIn.name)}</p>
          <Segments
            label={words.ownLanguage(signedIn.name)}
            value={signedIn.language}
            options={options}
            onChange={onOwnLanguage}
          />
        </>
      )}
      <p>{words.stationLanguage}</p>
      <Segments
        label={words.stationLanguage}
        value={props.stationLanguage}
        options={options}
        onChange={(language) => onSetup({ ...setup, language })}
      />
      <h3>{words.sounds}</h3>
      <Segments
        label={words.sounds}
        value={setup.sounds}
        options={SOUND_LEVELS.map((value) => ({ value, text: words.soundLevels[value] }))}
        onChange={(sounds) => onSetup({ ...setup, sounds })}
      />
      <p>{words.soundsHelp}</p>
    </>
  );
}
