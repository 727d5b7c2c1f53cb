import type { CallName } from '../../shared/ipc/channels.ts';
import type { CallFailure } from '../../shared/ipc/contract.ts';
import { cardFailures } from './card-words.ts';
import { orderFailures } from './order-words.ts';
import { printerTroubleWords } from './printing-words.ts';

/** Why a call was refused: what happened, what still works, what to do next. */
export const failureWords = {
  ...orderFailures,
  ...cardFailures,
  'in-training': 'Not in training: it would reach beyond this screen. Nothing was done.',
  'bad-request': 'The station did not accept that. Nothing was changed. Please try again.',
  internal: 'Something went wrong inside the station. Nothing was lost. Please try again.',
  'unknown-lane': 'This lane is no longer set up here. Choose another lane, or ask your manager.',
  'wrong-mode': 'This lane listens hands-free. Switch it to push-to-talk to use the button.',
  refused: 'The ticket could not take that change. It stays as it was.',
  'line-full':
    'One line holds 99 of an item at most. Nothing was added: put more on a second ticket.',
  'ticket-full':
    'This ticket is full: it holds 60 lines. Nothing was added. Pay or hold it, then go on with a second one.',
  'too-many-options': 'That is more than may be chosen here. Take one off first.',
  'too-dear': 'The price can be less than the menu says, never more. It stays as it was.',
  'too-many-adjustments':
    'No more discounts fit on this ticket. Take one off first, or pay the rest on a second ticket.',
  'not-confirmed': 'This line still waits for a yes. Confirm it first, then change its price.',
  'cannot-save':
    'This could not be saved: the disk is full or read-only. Please tell your manager.',
  'audio-unavailable':
    'Sound devices could not be listed. Touch still works. Check that the headset is plugged in and try again.',
  'code-malformed': 'That does not look like an enrolment code. Check each letter and try again.',
  'code-unknown': 'This code is not known. Check it, or ask your manager for a new one.',
  'code-expired': 'This code has expired. Ask your manager for a new one.',
  'code-used': 'This code was already used. Each code works once: ask for a new one.',
  'too-many-requests': 'Too many tries. Wait a minute, then enter the code again.',
  'relay-away':
    'The relay cannot be reached. Check the network and try again. Orders by touch still work.',
  'cannot-store-credentials':
    'This station has no safe place for its key (no keyring). Your IT team can set a key file by policy. Orders by touch still work.',
  'nothing-to-undo': 'There is nothing to undo on this ticket.',
  'nothing-to-redo': 'There is nothing to redo on this ticket.',
  'nothing-to-hold': 'The ticket is empty: there is nothing to hold.',
  'unknown-ticket': 'That held ticket is gone: someone else may have recalled it.',
  'ticket-open':
    'This lane still has an open ticket. Finish it or hold it, then recall the other one.',
  'nothing-to-void': 'The ticket is empty: there is nothing to void.',
  'nothing-to-commit': 'The ticket is empty: add items first.',
  'unconfirmed-lines':
    'A line still waits for a yes, or the menu no longer has it so. Close this, look at the lines, then pay.',
  'choice-required':
    'A required choice is still missing. Close this, answer the question on the ticket, then pay.',
  'no-playback-device': 'Nothing is chosen to play sound on for this lane. Choose it in Settings.',
  'device-away': 'This lane’s headset is not there just now. Check it, then tap the words again.',
  'lane-busy': 'Someone is speaking on this lane. Try again when they pause.',
  'sound-erased':
    'This sound is no longer kept: recordings are erased some hours after their words came.',
  'cannot-play':
    'The playback device took no sound. Check that it is plugged in, or choose another in Settings.',
  'unknown-words': 'These words are no longer at hand. Ask the guest again.',
  'no-order-in-words': 'Nothing on the menu was found in these words. Take it by touch.',
  'cannot-erase':
    'The disk did not let everything be erased. Try again; if it stays so, check that the disk is writable.',
  'no-spare': 'This lane has no spare device. Choose one in Settings.',
  'not-parked': 'It is being sent already, or has been. Nothing was lost.',
  'tender-too-small': 'That is less than the total. Nothing was paid; enter the amount again.',
  'needs-approval': 'That needs the PIN of somebody who may allow it. Nothing was changed.',
  'wrong-pin': 'This PIN is not known here, or may not allow that. Nothing was changed.',
  'pin-locked': 'Too many wrong PINs. Wait a moment, then try again. Orders by touch still work.',
  'no-manager': 'That needs a manager, and none is set up here yet. Nothing was changed.',
  'manager-exists': 'A manager is set up here already: ask them.',
  'pin-taken': 'Somebody here has this PIN already. Choose another one.',
  'too-many-people': 'The list of people is full. Change one who left instead.',
  'unknown-person': 'This person is not on the list any more. Open the list again.',
  'last-manager': 'The last manager stays one. Make somebody else a manager first.',
  'shift-open': 'The shift is open already.',
  'no-shift': 'No shift is open. Open one with the cash in the drawer first.',
  'nobody-signed-in': 'Nobody is signed in. Sign in first.',
  'sold-out':
    'Something on the ticket is sold out. Nothing was changed. Tap the item to sell it anyway, or choose another.',
  'no-printer': 'No printer is set up for that. Set one up in Settings.',
  'queue-full':
    'Too many pages wait for this printer already. Look at the printer, and at the pages that wait.',
  'unknown-order': 'This order is not on the list of today any more.',
  'nothing-to-make': 'Nothing of this order is to be made any more: nothing was printed.',
  'unknown-report': 'This report is not kept here any more.',
  'unknown-job': 'This page is on paper already, or was dropped.',
  ...printerTroubleWords,
} satisfies Record<CallFailure<CallName>, string>;
