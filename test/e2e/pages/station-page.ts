/**
 * The station's screen as tests see it: places by role and accessible name, readings as plain data.
 * These names are kept stable; a test looks for nothing else.
 *
 * | place | role, name |
 * |---|---|
 * | connection | status "Connection": "Online words appear live", "Offline", "Not enrolled", … |
 * | what is amiss | complementary "What works now"; notices in its log "Notices", button "Dismiss" |
 * | waiting to be sent | status with "3 waiting to be sent", "2 orders waiting to be sent", "2 orders, 3 recordings waiting to be sent", "2 set aside" |
 * | lane in front | region named as the lane; its first status says what it does ("Listening", "Hearing the guest", …) |
 * | other lanes | navigation "Lanes", a button for each (only with two or more) |
 * | lane controls | button "Hold to talk" / "Let go to send" (also F2), "Mute" / "Unmute" (F8), radios "Hands-free", "Push to talk", meter "Microphone level" |
 * | takeover | button "Take over" / "Hand back" (F5) in the lane's region |
 * | hear again | button "Hear it again: …" / "Stop the sound: …" around the words of an utterance, a suggestion, an open line |
 * | missed words | button "Missed words" / "Missed words: 4 to look at"; dialog and list "Missed words"; "Put on this ticket", "Mark as seen", "Try again", "Mark all 2 as seen", "Try all 2 again" |
 * | microphone trouble | alert in the lane's region; buttons "Try again", "Choose microphone" |
 * | transcript | region "What the guest says"; a list item for each utterance, `data-status` as in the contract |
 * | settled words for screen readers | status "Newest words" |
 * | ticket | region "Ticket"; list "Lines"; a list item named "2 Greek Bowl" for each line, `data-status` suggested or confirmed |
 * | suggestion | buttons "Confirm Greek Bowl", "Reject Greek Bowl"; "Confirm all 2" (F4) |
 * | correction of a confirmed line | "Confirm …" and "Back to what it was: …", or "Remove …" and "Keep …" |
 * | open line | a tap on it: group "Quantity" with "One fewer", "One more"; buttons "Change", "Remove" |
 * | question | status "Ask the guest", one at a time; answers are buttons; "Not needed" or "I have it" |
 * | totals | terms "Subtotal", "Tax", "Total" |
 * | order type | group "Order type"; radios "Dine-in", "Takeout", "Drive-thru", "Delivery" |
 * | slips | buttons "Undo" (Ctrl+Z), "Redo" (Ctrl+Shift+Z) |
 * | ending | buttons "Clear", "Next guest"; each asks in a dialog when lines are on the ticket |
 * | hold and recall | button "Hold" (F7), dialog "Hold this ticket": a preset's button or textbox "Guest’s name, or how to know them" and "Hold the ticket"; button "Recall 3", dialog "Held tickets", list "Held tickets" |
 * | void | button "Void", dialog "Void this ticket?": a preset's button or textbox "Another reason" and "Void the ticket" |
 * | pay | button "Pay $23.76" (F9); in its place "Confirm all 2" while suggestions wait; an alert "Before paying: …" while a choice is missing |
 * | tender | dialog "Pay"; group "Cash" with "Exact $23.76", "$24.00", …; textbox "Cash received" (Enter takes it, empty is exact), group "Number pad", "Take cash $30.00"; group "Other ways" with "Card (simulator)", "Pay later", "Split"; a refusal is an alert |
 * | split | in the tender dialog "Split", in an unpaid order "Pay $23.76" and "Split"; dialog "Split the bill of B-042": radios "Evenly", "By item", "By amount"; "Take $7.92" opens the tender dialog "This guest pays $7.92"; region "Paid so far" with "Receipt of payment 1" |
 * | paid | status "Order placed" with the number and the change due; "Next guest" or the next line ends it |
 * | orders | button "Orders" (F10), dialog "Orders today"; a list item named as the number, e.g. "B-042" |
 * | people | button "Sign in" or "Sam: switch or sign out" (F11), dialog "Who is working?": textbox "PIN", group "PIN pad"; dialog "A manager’s PIN, please" above what needs one; dialog "Set up the first manager" |
 * | menu | region "Menu"; searchbox "Search the menu" (F3, Enter adds the first); navigation "Categories"; list named as the category; button of the item's name, button "Options for …" |
 * | item dialog | dialog named as the item; groups named as the choice and "Changes"; "Add to ticket" / "Save changes" |
 * | enrolment | textbox "Enrolment code", button "Enrol" |
 * | settings | button "Settings"; dialog "Settings"; groups "Microphone", "Replies are played on"; "Use for this lane" |
 */
import type { Locator, Page } from '@playwright/test';

export type ShownLine = {
  readonly quantity: number;
  readonly name: string;
  /** As written, e.g. `$28.00`. */
  readonly price: string;
  readonly status: 'suggested' | 'confirmed';
  /** Options and modifiers, without their prices. */
  readonly extras: readonly string[];
  /** What was heard, while the line is a suggestion. */
  readonly heard?: string;
};

export type ShownUtterance = {
  /** As in the contract's transcript entry. */
  readonly status: string;
  /** The guest's words, or what is said in their place. */
  readonly text: string;
  readonly marks: readonly string[];
};

export class StationPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get connection(): Locator {
    return this.page.getByRole('status', { name: 'Connection' });
  }

  /** What is amiss, what still works, what to do. */
  get banners(): Locator {
    return this.page.getByRole('complementary', { name: 'What works now' });
  }

  get waiting(): Locator {
    return this.page.getByRole('status').filter({ hasText: /waiting to be sent|set aside/ });
  }

  lane(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  /** What the lane does, in words. */
  laneState(name: string): Locator {
    return this.lane(name).getByRole('status').first();
  }

  /** Brings a lane to the front; there are tabs only with two lanes or more. */
  async showLane(name: string): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Lanes' })
      .getByRole('button', { name: new RegExp(name) })
      .click();
  }

  get talkButton(): Locator {
    return this.page.getByRole('button', { name: /^(Hold to talk|Let go to send)/ });
  }

  get transcript(): Locator {
    return this.page.getByRole('region', { name: 'What the guest says' });
  }

  get utterances(): Locator {
    return this.transcript.getByRole('listitem');
  }

  /** Oldest first. */
  readUtterances(): Promise<readonly ShownUtterance[]> {
    return this.utterances.evaluateAll((items) =>
      items.map((item) => ({
        status: item.getAttribute('data-status') ?? '',
        text: item.querySelector('.said, .said-instead')?.textContent ?? '',
        marks: [...item.querySelectorAll('.mark')].map((mark) => mark.textContent.trim()),
      })),
    );
  }

  get ticket(): Locator {
    return this.page.getByRole('region', { name: 'Ticket' });
  }

  get lineList(): Locator {
    return this.ticket.getByRole('list', { name: 'Lines' });
  }

  get lines(): Locator {
    return this.lineList.getByRole('listitem');
  }

  /** A line by quantity and name, e.g. `2 Greek Bowl`. */
  line(quantityAndName: string): Locator {
    return this.ticket.getByRole('listitem', { name: quantityAndName, exact: true });
  }

  readLines(): Promise<readonly ShownLine[]> {
    return this.lines.evaluateAll((items) =>
      items.map((item) => {
        const text = (selector: string) => item.querySelector(selector)?.textContent ?? '';
        const heard = item.querySelector('.suggestion q')?.textContent;
        return {
          quantity: Number.parseInt(text('.line-quantity'), 10),
          name: text('.line-name'),
          price: text('.line-price'),
          status: item.getAttribute('data-status') === 'suggested' ? 'suggested' : 'confirmed',
          extras: [...item.querySelectorAll('.line-extra')].map((extra) =>
            (extra.firstChild?.textContent ?? '').trim(),
          ),
          ...(heard !== undefined && { heard }),
        };
      }),
    );
  }

  /** The price before tax, the tax, or the price to pay, e.g. `$54.00`. */
  total(of: 'Subtotal' | 'Tax' | 'Total'): Locator {
    return this.ticket.locator('dt', { hasText: new RegExp(`^${of}$`) }).locator('+ dd');
  }

  get question(): Locator {
    return this.ticket.getByRole('status', { name: 'Ask the guest' });
  }

  async answer(text: string | RegExp): Promise<void> {
    await this.question.getByRole('button', { name: text }).click();
  }

  async confirmAll(): Promise<void> {
    await this.ticket.getByRole('button', { name: /^Confirm all/ }).click();
  }

  /** Ends this guest's session; says yes when the screen asks. */
  async nextGuest(): Promise<void> {
    const hasLines = (await this.lines.count()) > 0;
    await this.ticket.getByRole('button', { name: 'Next guest' }).click();
    if (!hasLines) return;
    await this.page.getByRole('dialog').getByRole('button', { name: 'Next guest' }).click();
  }

  get payButton(): Locator {
    return this.ticket.getByRole('button', { name: /^Pay/ });
  }

  /** Opens the tender dialog and takes one of its one-tap ways, e.g. `Exact`, `$30.00`, `Pay later`. */
  async pay(way: 'Exact' | 'Card (simulator)' | 'Pay later' | `$${string}`): Promise<void> {
    await this.payButton.click();
    const name = way === 'Exact' ? /^Exact/ : way;
    await this.dialog('Pay').getByRole('button', { name, exact: true }).click();
  }

  /** What was placed last: the order's number and the change due, until the next guest. */
  get paid(): Locator {
    return this.ticket.getByRole('status', { name: 'Order placed' });
  }

  /** Sets the ticket aside under a label of one's own. */
  async hold(label: string): Promise<void> {
    await this.ticket.getByRole('button', { name: 'Hold' }).click();
    await this.page.getByRole('textbox', { name: 'Guest’s name' }).fill(label);
    await this.page.keyboard.press('Enter');
  }

  async recall(label: string): Promise<void> {
    await this.ticket.getByRole('button', { name: /^Recall/ }).click();
    await this.dialog('Held tickets').getByRole('button', { name: label }).click();
  }

  async voidTicket(reason: string): Promise<void> {
    await this.ticket.getByRole('button', { name: 'Void' }).click();
    await this.dialog('Void this ticket?').getByRole('button', { name: reason }).click();
  }

  /** A row of the orders dialog, which must be open. */
  order(orderNumber: string): Locator {
    return this.dialog('Orders today').getByRole('listitem', { name: orderNumber });
  }

  /** The button in the top bar: who is signed in. */
  get person(): Locator {
    return this.page.getByRole('button', { name: /^Sign in|: switch or sign out$/ });
  }

  get menu(): Locator {
    return this.page.getByRole('region', { name: 'Menu' });
  }

  get search(): Locator {
    return this.page.getByRole('searchbox', { name: 'Search the menu' });
  }

  get categories(): Locator {
    return this.menu.getByRole('navigation', { name: 'Categories' }).getByRole('button');
  }

  category(name: string): Locator {
    return this.menu
      .getByRole('navigation', { name: 'Categories' })
      .getByRole('button', { name, exact: true });
  }

  async showCategory(name: string): Promise<void> {
    await this.category(name).click();
  }

  /** The items of the category in front, or those that were found. */
  get items(): Locator {
    return this.menu.getByRole('group', { name: 'Items' }).getByRole('listitem');
  }

  /** Taps an item of the category in front; one with required choices opens its dialog. */
  async tapItem(name: string): Promise<void> {
    await this.menu
      .getByRole('listitem')
      .filter({ has: this.page.getByText(name, { exact: true }) })
      .getByRole('button')
      .first()
      .click();
  }

  /** The dialog of an item, or another one by its title. */
  dialog(title: string): Locator {
    return this.page.getByRole('dialog', { name: title });
  }

  async enrol(code: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Enrolment code' }).fill(code);
    await this.page.getByRole('button', { name: 'Enrol', exact: true }).click();
  }
}
