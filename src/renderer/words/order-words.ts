/** Orders that were placed: finding them, money back, bills paid later, the guest's grade. */

export const orderFailures = {
  'unknown-order': 'This station does not have that order any more. Nothing was changed.',
  'nothing-left':
    'That much is not left of this order: some of it was given back already. Nothing was changed.',
  'nothing-to-pay': 'This order is paid already. Nothing was taken.',
};
