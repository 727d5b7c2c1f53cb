/** Signing in, and the list of people, as plain functions. */
import type { Approvals } from './people/approvals.ts';
import { keepApproval } from './people/approvals.ts';
import type { CallTools } from './call-tools.ts';
import type { ManageActions } from './people/people-dialog.tsx';
import type { PinTrouble } from './people/pin-entry.tsx';

export type PeopleActions = {
  /** Resolves to what is wrong with the PIN; undefined when its owner is signed in. */
  readonly signIn: (pin: string) => Promise<PinTrouble | undefined>;
  readonly signOut: (why: 'asked' | 'idle') => void;
  /** Resolves to the failure in words, or undefined when the manager is there. */
  readonly setUpManager: (name: string, pin: string) => Promise<string | undefined>;
  /** For one dialog's life: a PIN that it asks for is asked for once. */
  readonly managePeople: () => ManageActions;
  /** The PIN that a call is waiting for. */
  readonly askedPin: Approvals['asked'];
};

export function createPeopleActions(tools: CallTools, askedPin: Approvals['asked']): PeopleActions {
  const { pos, settled, tell, words, withApproval } = tools;
  return {
    signIn: async (pin) => {
      const result = await settled(pos.signIn({ pin }));
      if (result.ok) return undefined;
      if (result.failure === 'pin-locked' || result.failure === 'wrong-pin') return result.failure;
      tell(result);
      return undefined;
    },
    signOut: (why) => {
      void settled(pos.signOut({ why })).then(tell);
    },
    setUpManager: async (name, pin) => {
      const result = await settled(pos.setUpManager({ name, pin }));
      return result.ok ? undefined : words.failures[result.failure];
    },
    managePeople: () => {
      const withKept = keepApproval(withApproval);
      return {
        list: async () => {
          const list = await withKept((approved) => settled(pos.listPeople(approved)));
          tell(list);
          return list.ok ? list.value : undefined;
        },
        add: async (person) => {
          const added = await withKept((approved) =>
            settled(pos.addPerson({ ...person, ...approved })),
          );
          return added.ok ? undefined : words.failures[added.failure];
        },
        change: async (change) => {
          const changed = await withKept((approved) =>
            settled(pos.changePerson({ ...change, ...approved })),
          );
          return changed.ok ? undefined : words.failures[changed.failure];
        },
        setIdleLock: (minutes) => {
          void withKept((approved) => settled(pos.setIdleLock({ minutes, ...approved }))).then(
            tell,
          );
        },
      };
    },
    askedPin,
  };
}
