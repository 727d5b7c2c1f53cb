import { useState } from 'react';
import type { Staff } from '../../shared/people/people-view.ts';
import { LANGUAGES, ROLES, type Language, type Role } from '../../shared/people/person.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Segments } from '../ui/segments.tsx';
import { useWords } from '../words/use-words.ts';
import { isPin, PinField } from './first-manager.tsx';

export type FilledPerson = {
  readonly name: string;
  readonly role: Role;
  readonly language: Language;
  readonly isActive: boolean;
  /** Empty: stays as it is. */
  readonly pin: string;
};

type PersonFormProps = {
  /** Absent: somebody new. */
  readonly person: Staff | undefined;
  /** Resolves to what went wrong, in words. */
  readonly onSave: (filled: FilledPerson) => Promise<string | undefined>;
  readonly onCancel: () => void;
};

export function PersonForm({ person, onSave, onCancel }: PersonFormProps) {
  const words = useWords();
  const [filled, setFilled] = useState<FilledPerson>({
    name: person?.name ?? '',
    role: person?.role ?? 'crew',
    language: person?.language ?? 'en',
    isActive: person?.isActive ?? true,
    pin: '',
  });
  const [failure, setFailure] = useState<string>();
  const fill = (change: Partial<FilledPerson>) => setFilled({ ...filled, ...change });
  const save = async () => {
    const keepsPin = person !== undefined && filled.pin === '';
    const problem =
      filled.name.trim() === ''
        ? words.firstManager.noName
        : keepsPin || isPin(filled.pin)
          ? await onSave({ ...filled, name: filled.name.trim() })
          : words.firstManager.tooShort;
    setFailure(problem);
  };
  return (
    <form
      className="person-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className="two-pins">
        <label className="field field-large">
          <span>{words.firstManager.name}</span>
          <input
            value={filled.name}
            maxLength={40}
            autoComplete="off"
            onChange={(event) => fill({ name: event.currentTarget.value })}
          />
        </label>
        <PinField
          label={person === undefined ? words.firstManager.pin : words.staff.newPin}
          value={filled.pin}
          onChange={(pin) => fill({ pin })}
        />
      </div>
      <h3>{words.staff.role}</h3>
      <Segments
        label={words.staff.role}
        value={filled.role}
        options={ROLES.map((value) => ({ value, text: words.roles[value] }))}
        onChange={(role) => fill({ role })}
      />
      <p className="role-help">{words.staff.roleHelp[filled.role]}</p>
      <h3>{words.staff.language}</h3>
      <Segments
        label={words.staff.language}
        value={filled.language}
        options={LANGUAGES.map((value) => ({ value, text: words.languages[value] }))}
        onChange={(language) => fill({ language })}
      />
      {person !== undefined && (
        <>
          <h3>{words.staff.works}</h3>
          <Segments
            label={words.staff.works}
            value={filled.isActive ? 'here' : 'left'}
            options={[
              { value: 'here', text: words.staff.here },
              { value: 'left', text: words.staff.left },
            ]}
            onChange={(works) => fill({ isActive: works === 'here' })}
          />
        </>
      )}
      <p role="alert" className="pin-trouble">
        {failure !== undefined && (
          <span className="warning" data-tone="danger">
            <Icon name="alert" /> <span>{failure}</span>
          </span>
        )}
      </p>
      <div className="form-actions">
        <Button onClick={onCancel}>{words.app.cancel}</Button>
        <Button look="primary" icon="check" submit>
          {person === undefined ? words.staff.addYes : words.staff.save}
        </Button>
      </div>
    </form>
  );
}
