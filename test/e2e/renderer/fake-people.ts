/** The stand-in's people: PINs in the clear, no lock but for `9999`, and the port that approves. */
import type { CallName } from '../../../src/shared/ipc/channels.ts';
import type { Pos } from '../../../src/shared/ipc/contract.ts';
import type { StationSnapshot } from '../../../src/shared/ipc/views.ts';
import { mayDo, type Approve } from '../../../src/shared/people/approval.ts';
import type { PeopleView, Staff } from '../../../src/shared/people/people-view.ts';
import { personIdSchema, type Person } from '../../../src/shared/people/person.ts';
import { fail, ok } from '../../../src/shared/result.ts';
import type { FakePos } from './fake-pos.ts';
import { newId } from './make-tickets.ts';

type PeopleCalls = Pick<
  Pos,
  | 'signIn'
  | 'signOut'
  | 'setUpManager'
  | 'listPeople'
  | 'addPerson'
  | 'changePerson'
  | 'setOwnLanguage'
  | 'setIdleLock'
>;

type Known = Staff & { readonly pin: string };

/** Who works at a seed that has a manager. */
export const STAFF = [
  { ...person('Maria Lopez', 'manager'), pin: '1111', isActive: true },
  { ...person('Lee', 'lead'), pin: '2222', isActive: true },
  { ...person('Sam', 'crew'), pin: '3333', isActive: true },
  { ...person('Alexandra Konstantinopoulou', 'crew'), pin: '4444', isActive: false },
] as const satisfies readonly Known[];

export function person(name: string, role: Person['role']): Person {
  return { personId: personIdSchema.parse(newId()), name, role, language: 'en' };
}

export function createFakePeople(
  seed: StationSnapshot,
  push: FakePos['push'],
  note: (name: CallName, request: unknown) => void,
): { readonly calls: PeopleCalls; readonly approve: Approve } {
  let people: readonly Known[] = seed.people.hasManager ? STAFF : [];
  let view = seed.people;
  const tell = (next: PeopleView) => {
    view = next;
    push('onPeople', view);
  };
  const find = (pin: string) => people.find((one) => one.pin === pin && one.isActive);
  const approve: Approve = (action, approval) => {
    const { signedIn } = view;
    if (signedIn !== undefined && mayDo(signedIn.role, action))
      return Promise.resolve(ok(signedIn));
    if (!view.hasManager) return Promise.resolve(fail('no-manager'));
    if (approval === undefined) return Promise.resolve(fail('needs-approval'));
    if (approval.pin === '9999') {
      tell({ ...view, pinLockedForMs: 30_000 });
      return Promise.resolve(fail('pin-locked'));
    }
    const found = find(approval.pin);
    const isEnough = found !== undefined && mayDo(found.role, action);
    return Promise.resolve(isEnough ? ok(found) : fail('wrong-pin'));
  };
  const calls: PeopleCalls = {
    signIn: (request) => {
      note('signIn', request);
      const found = find(request.pin);
      if (found === undefined) return Promise.resolve(fail('wrong-pin'));
      const { personId, name, role, language } = found;
      const signedIn = { personId, name, role, language };
      tell({ ...view, signedIn });
      return Promise.resolve(ok(signedIn));
    },
    signOut: (request) => {
      note('signOut', request);
      const { hasManager, idleLockMinutes } = view;
      tell({ hasManager, idleLockMinutes });
      return Promise.resolve(ok(undefined));
    },
    setUpManager: ({ name, pin }) => {
      people = [{ ...person(name, 'manager'), pin, isActive: true }];
      tell({ ...view, hasManager: true });
      return Promise.resolve(ok(undefined));
    },
    listPeople: async ({ approval }) => {
      const approved = await approve('manage-people', approval);
      if (!approved.ok) return approved;
      return ok(
        people.map(({ personId, name, role, language, isActive }) => ({
          personId,
          name,
          role,
          language,
          isActive,
        })),
      );
    },
    addPerson: ({ name, role, language, pin }) => {
      if (find(pin) !== undefined) return Promise.resolve(fail('pin-taken'));
      people = [...people, { ...person(name, role), language, pin, isActive: true }];
      return Promise.resolve(ok(undefined));
    },
    changePerson: ({ personId, name, role, language, pin, isActive }) => {
      const next = people.map((one) =>
        one.personId === personId
          ? {
              personId,
              name: name ?? one.name,
              role: role ?? one.role,
              language: language ?? one.language,
              pin: pin ?? one.pin,
              isActive: isActive ?? one.isActive,
            }
          : one,
      );
      if (!next.some((one) => one.isActive && one.role === 'manager')) {
        return Promise.resolve(fail('last-manager'));
      }
      people = next;
      return Promise.resolve(ok(undefined));
    },
    setOwnLanguage: ({ language }) => {
      if (view.signedIn === undefined) return Promise.resolve(fail('nobody-signed-in'));
      tell({ ...view, signedIn: { ...view.signedIn, language } });
      return Promise.resolve(ok(undefined));
    },
    setIdleLock: ({ minutes }) => {
      tell({ ...view, idleLockMinutes: minutes });
      return Promise.resolve(ok(undefined));
    },
  };
  return { calls, approve };
}
