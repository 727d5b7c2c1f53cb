/**
 * Who works at this station and who is signed in. Who is signed in is forgotten at a restart; the people and
 * the count of wrong PINs are not, and are on disk before a change of them is acknowledged. Nobody is ever
 * deleted: the audit trail names them.
 */
import {
  mayDo,
  type Action,
  type Approval,
  type ApprovalFailure,
  type Approve,
} from '../../shared/people/approval.ts';
import type { RecordAudit } from '../../shared/day/audit-entry.ts';
import type { PersonChanges } from '../../shared/day/audit-remark.ts';
import { MAX_PEOPLE, type PeopleView, type Staff } from '../../shared/people/people-view.ts';
import {
  personIdSchema,
  type Language,
  type Person,
  type PersonId,
  type PersonStamp,
} from '../../shared/people/person.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { setAside } from '../durable-file.ts';
import { peoplePath, readPeople, savePeople, type KnownPerson } from './people-file.ts';
import { ownerOf, PinDesk, type PinFailure } from './pin-desk.ts';
import { readPinLock, savePinLock } from './pin-lock-file.ts';
import type { PinLock } from './pin-lock.ts';
import { hashPin } from './pin-hash.ts';

export type PeopleProblem =
  | { readonly kind: 'corrupt'; readonly keptAs: string | undefined }
  | { readonly kind: 'cannot-read' };

export type PeopleDeps = {
  readonly directory: string;
  readonly newId: () => string;
  /** Monotonic milliseconds. */
  readonly nowMs: () => number;
  readonly wallMs: () => number;
  readonly record: RecordAudit;
  readonly idleLockMinutes: () => number;
  readonly onPeople: (view: PeopleView) => void;
  readonly onProblem: (problem: PeopleProblem) => void;
};

export type NewPerson = Pick<Person, 'name' | 'role' | 'language'> & { readonly pin: string };
/** What is named is changed. */
export type PersonChange = {
  readonly [Field in 'name' | 'role' | 'language' | 'pin' | 'isActive']?:
    (NewPerson & Staff)[Field] | undefined;
};
type Opened = {
  readonly people: readonly KnownPerson[];
  readonly isReadable: boolean;
  readonly lock: PinLock;
};
type Saved<Failure> = Result<undefined, Failure | 'cannot-save'>;

export class People {
  readonly #deps: PeopleDeps;
  readonly #desk: PinDesk;
  /** A file that can't be read is not written over. */
  readonly #isReadable: boolean;
  #people: readonly KnownPerson[];
  #signedInId: PersonId | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(deps: PeopleDeps, { people, isReadable, lock }: Opened) {
    this.#deps = deps;
    this.#people = people;
    this.#isReadable = isReadable;
    const { directory } = deps;
    const deskDeps = {
      people: () => this.#people,
      nowMs: deps.nowMs,
      onWrongPin: async (isLocked: boolean) => {
        if (isLocked) this.tell();
        await deps.record({ kind: isLocked ? 'pin-locked' : 'wrong-pin' });
      },
      keepLock: (now: PinLock) => savePinLock(directory, now, deps),
    };
    this.#desk = new PinDesk(deskDeps, lock);
  }

  static async open(deps: PeopleDeps): Promise<People> {
    const { directory, wallMs, onProblem, record } = deps;
    const lock = await readPinLock(directory, deps);
    const found = await readPeople(directory);
    if (found.ok) return new People(deps, { people: found.value, isReadable: true, lock });
    if (found.failure === 'cannot-read') {
      onProblem({ kind: 'cannot-read' });
      return new People(deps, { people: [], isReadable: false, lock });
    }
    const keptAs = await setAside(peoplePath(directory), wallMs());
    onProblem({ kind: 'corrupt', keptAs });
    await record({
      kind: 'people-file-lost',
      ...(keptAs !== undefined && { remark: { code: 'set-aside' } }),
    });
    return new People(deps, { people: [], isReadable: keptAs !== undefined, lock });
  }

  signedIn(): Person | undefined {
    const known = this.#people.find(({ personId }) => personId === this.#signedInId);
    return known && personOf(known);
  }

  /** Who is signed in, as records keep it. */
  stamp(): PersonStamp | undefined {
    const person = this.signedIn();
    return person && stampOf(person);
  }

  view(): PeopleView {
    const signedIn = this.signedIn();
    const lockedForMs = this.#desk.lockedForMs();
    return {
      ...(signedIn !== undefined && { signedIn }),
      hasManager: this.#canAnybody('manage-people'),
      idleLockMinutes: this.#deps.idleLockMinutes(),
      ...(lockedForMs > 0 && { pinLockedForMs: lockedForMs }),
    };
  }

  tell(): void {
    this.#deps.onPeople(this.view());
  }

  /** A bound function, to be handed to who needs the port. */
  readonly approve: Approve = async (action, approval) => {
    const signedIn = this.signedIn();
    if (signedIn !== undefined && mayDo(signedIn.role, action)) return ok(stampOf(signedIn));
    if (!this.#canAnybody(action)) return fail('no-manager');
    if (approval === undefined) return fail('needs-approval');
    const found = await this.#desk.ask(approval.pin, ({ role }) => mayDo(role, action));
    return found.ok ? ok(stampOf(found.value)) : found;
  };

  /** For what crew may do as well: asks for a PIN only where the role asks for one. */
  async allow(
    action: Action,
    approval: Approval | undefined,
  ): Promise<Result<PersonStamp | undefined, ApprovalFailure>> {
    return mayDo('crew', action) ? ok(undefined) : this.approve(action, approval);
  }

  async signIn(pin: string): Promise<Result<Person, PinFailure>> {
    const found = await this.#desk.ask(pin, () => true);
    if (!found.ok) return found;
    const person = personOf(found.value);
    this.#signedInId = person.personId;
    this.tell();
    await this.#deps.record({ kind: 'signed-in', by: stampOf(person) });
    return ok(person);
  }

  async signOut(why: 'asked' | 'idle'): Promise<void> {
    const by = this.stamp();
    if (by === undefined) return;
    this.#signedInId = undefined;
    this.tell();
    await this.#deps.record({
      kind: 'signed-out',
      by,
      ...(why === 'idle' && { remark: { code: 'idle' } }),
    });
  }

  async list(approval: Approval | undefined): Promise<Result<readonly Staff[], ApprovalFailure>> {
    const approved = await this.approve('manage-people', approval);
    return approved.ok ? ok(this.#people.map(staffOf)) : approved;
  }

  /** Only while there is no manager: anybody who stands here becomes the first. */
  setUpManager(name: string, pin: string): Promise<Saved<'manager-exists' | 'pin-taken'>> {
    return this.#inTurn(async () => {
      if (this.#canAnybody('manage-people')) return fail('manager-exists');
      return this.#add({ name, pin, role: 'manager', language: 'en' }, undefined);
    });
  }

  async add(
    person: NewPerson,
    approval: Approval | undefined,
  ): Promise<Saved<ApprovalFailure | 'pin-taken' | 'too-many-people'>> {
    const approved = await this.approve('manage-people', approval);
    if (!approved.ok) return approved;
    return this.#inTurn(async () => {
      if (this.#people.length >= MAX_PEOPLE) return fail('too-many-people');
      return this.#add(person, approved.value);
    });
  }

  async change(
    personId: PersonId,
    change: PersonChange,
    approval: Approval | undefined,
  ): Promise<Saved<ApprovalFailure | 'unknown-person' | 'pin-taken' | 'last-manager'>> {
    const approved = await this.approve('manage-people', approval);
    if (!approved.ok) return approved;
    return this.#inTurn(async () => {
      const before = this.#people.find((person) => person.personId === personId);
      if (before === undefined) return fail('unknown-person');
      const { pin } = change;
      if (pin !== undefined && (await this.#isTaken(pin, personId))) return fail('pin-taken');
      const after = {
        ...before,
        name: change.name ?? before.name,
        role: change.role ?? before.role,
        language: change.language ?? before.language,
        isActive: change.isActive ?? before.isActive,
        pin: pin === undefined ? before.pin : await hashPin(pin),
      };
      const people = this.#people.map((person) => (person === before ? after : person));
      if (!people.some(isActiveManager)) return fail('last-manager');
      return this.#save(people, after, differences(before, after), approved.value);
    });
  }

  /** Of the screens; everybody decides for themselves. */
  setOwnLanguage(language: Language): Promise<Saved<'nobody-signed-in'>> {
    return this.#inTurn(async () => {
      const personId = this.#signedInId;
      if (personId === undefined) return fail('nobody-signed-in');
      const people = this.#people.map((person) =>
        person.personId === personId ? { ...person, language } : person,
      );
      return this.#keep(people);
    });
  }

  async #add(
    { pin, ...person }: NewPerson,
    approvedBy: PersonStamp | undefined,
  ): Promise<Saved<'pin-taken'>> {
    if (await this.#isTaken(pin, undefined)) return fail('pin-taken');
    const personId = personIdSchema.parse(this.#deps.newId());
    const added = { personId, ...person, isActive: true, pin: await hashPin(pin) };
    return this.#save([...this.#people, added], added, ['added'], approvedBy);
  }

  async #save(
    people: readonly KnownPerson[],
    changed: KnownPerson,
    changes: PersonChanges,
    approvedBy: PersonStamp | undefined,
  ): Promise<Saved<never>> {
    const saved = await this.#keep(people);
    if (!saved.ok) return saved;
    await this.#deps.record({
      kind: 'people-changed',
      about: changed.name,
      remark: { code: 'person', role: changed.role, changes },
      subjectId: changed.personId,
      ...(approvedBy !== undefined && { approvedBy }),
    });
    return saved;
  }

  async #keep(people: readonly KnownPerson[]): Promise<Saved<never>> {
    if (!this.#isReadable) return fail('cannot-save');
    const saved = await savePeople(this.#deps.directory, people);
    if (!saved.ok) return saved;
    this.#people = people;
    const isHere = people.some(
      ({ personId, isActive }) => isActive && personId === this.#signedInId,
    );
    if (!isHere) this.#signedInId = undefined;
    this.tell();
    return saved;
  }

  /** A PIN names one person: those who left keep theirs, so that coming back takes nobody's. */
  async #isTaken(pin: string, except: PersonId | undefined): Promise<boolean> {
    const others = this.#people.filter(({ personId }) => personId !== except);
    return (await ownerOf(pin, others)) !== undefined;
  }

  #canAnybody(action: Action): boolean {
    return this.#people.some(({ isActive, role }) => isActive && mayDo(role, action));
  }

  #inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const answer = this.#turn.then(work);
    this.#turn = answer.catch(() => undefined);
    return answer;
  }
}

function personOf({ personId, name, role, language }: KnownPerson): Person {
  return { personId, name, role, language };
}

function staffOf(known: KnownPerson): Staff {
  return { ...personOf(known), isActive: known.isActive };
}

function stampOf({ personId, name }: Person): PersonStamp {
  return { personId, name };
}

function isActiveManager({ isActive, role }: KnownPerson): boolean {
  return isActive && role === 'manager';
}

/** For the audit trail: `name, pin`. */
function differences(before: KnownPerson, after: KnownPerson): PersonChanges {
  const fields = ['name', 'role', 'language', 'pin'] as const;
  const changed = fields.filter((field) => before[field] !== after[field]);
  if (before.isActive === after.isActive) return changed;
  return [...changed, after.isActive ? 'back' : 'left'];
}
