/** The screen's calls about people. */
import { ok } from '../shared/result.ts';
import type { Handlers } from './ipc/answer-calls.ts';
import type { People } from './people/people.ts';
import type { SettingsStore } from './settings/open-settings.ts';

export type PeopleHandlerDeps = {
  readonly people: People;
  readonly settings: SettingsStore;
};

type PeopleCalls = Pick<
  Handlers,
  | 'signIn'
  | 'signOut'
  | 'setUpManager'
  | 'listPeople'
  | 'addPerson'
  | 'changePerson'
  | 'setOwnLanguage'
  | 'setIdleLock'
>;

export function peopleHandlers({ people, settings }: PeopleHandlerDeps): PeopleCalls {
  return {
    signIn: ({ pin }) => people.signIn(pin),
    signOut: async ({ why }) => {
      await people.signOut(why);
      return ok(undefined);
    },
    setUpManager: ({ name, pin }) => people.setUpManager(name, pin),
    listPeople: ({ approval }) => people.list(approval),
    addPerson: ({ approval, ...person }) => people.add(person, approval),
    changePerson: ({ personId, approval, ...change }) => people.change(personId, change, approval),
    setOwnLanguage: ({ language }) => people.setOwnLanguage(language),
    setIdleLock: async ({ minutes, approval }) => {
      const approved = await people.approve('manage-people', approval);
      if (!approved.ok) return approved;
      const kept = settings.change({ idleLockMinutes: minutes });
      people.tell();
      return kept;
    },
  };
}
