/** Who works here: PINs, signing in, approvals. */
export const peopleWords = {
  roles: { crew: 'Crew', lead: 'Lead', manager: 'Manager' },
  languages: { en: 'English', es: 'Español' },

  people: {
    signIn: 'Sign in',
    who: (name: string) => `${name}: switch or sign out`,
    title: 'Who is working?',
    help: 'Enter your PIN. The open ticket stays.',
    signedIn: 'Signed in',
    signOut: 'Sign out',
  },

  staff: {
    open: 'People',
    title: 'People',
    add: 'Add somebody',
    addTitle: 'Add somebody',
    addYes: 'Add',
    edit: (name: string) => `Change ${name}`,
    save: 'Save changes',
    newPin: 'New PIN (empty: stays)',
    role: 'Role',
    roleHelp: {
      crew: 'Sells. Other things ask for a PIN.',
      lead: 'Also voids tickets, closes the shift, moves cash, sees reports.',
      manager: 'Everything: refunds, discounts, prices, people, the audit trail.',
    },
    language: 'Language of the screen',
    works: 'Works here',
    here: 'Yes',
    left: 'Left',
    idle: 'Sign out by itself after',
    idleMinutes: (minutes: number) => (minutes === 0 ? 'Never' : `${minutes} min`),
  },

  pin: {
    label: 'PIN',
    pad: 'PIN pad',
    deleteDigit: 'Delete last digit',
    enter: 'Enter',
    checking: 'Checking…',
    wrong: 'This PIN is not known here. Try again.',
    wrongApproval: 'This PIN may not allow that, or it is not known. Try again.',
    locked: (seconds: number) => `Too many wrong PINs. Wait ${seconds} s, then try again.`,
    lockedSoon: 'Too many wrong PINs. Wait a moment, then try again.',
  },

  approval: {
    title: 'A manager’s PIN, please',
    help: 'This needs somebody who may allow it. They enter their PIN for this once.',
  },

  firstManager: {
    title: 'Set up the first manager',
    help: 'This needs a manager, and none is set up here yet. Whoever runs the restaurant chooses a name and a PIN.',
    name: 'Name',
    pin: 'PIN, 4 to 8 digits',
    again: 'The same PIN again',
    yes: 'Set up the manager',
    different: 'The two PINs are not the same.',
    tooShort: 'A PIN has 4 to 8 digits.',
    noName: 'Enter a name.',
  },
};
