/**
 * The kitchen's board as tests see it: places by role and accessible name, the same in the app's window and on the relay's page.
 *
 * | place | role, name |
 * |---|---|
 * | link | status with "Connected", "No connection to the relay." … |
 * | column | region "New 3", "Preparing 1", "Ready 0" |
 * | order | article named as the number, `data-status` as in the contract, `data-urgency` calm, soon, late or cancelled |
 * | bump | button "Start: order B-042", "Ready: …", "Done: …"; keys 1–9 and 0; arrows and Enter |
 * | back | button "Back one step: order B-042" |
 * | cancelled | button "Got it: cancelled on order B-042" in place of the bump |
 * | slips | button "Undo B-042" (U) |
 * | recall | button "Recall 2" (R), dialog "Done in the last 15 minutes", button "Recall B-042" |
 * | all day | button "All day" (A), region "All day: still to make" |
 * | pages | navigation "Pages of New" with "Next page of New"; also Page Down and Page Up |
 * | door of the page | textbox "Kitchen code", button "Open the kitchen" |
 */
import type { Locator, Page } from '@playwright/test';

export class KitchenPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  order(orderNumber: string): Locator {
    return this.page.getByRole('article', { name: orderNumber, exact: true });
  }

  get orders(): Locator {
    return this.page.getByRole('article');
  }

  column(title: 'New' | 'Preparing' | 'Ready'): Locator {
    return this.page.getByRole('region', { name: title });
  }

  bump(orderNumber: string): Locator {
    return this.order(orderNumber).getByRole('button', { name: /^(Start|Ready|Done|Got it):/ });
  }

  get banners(): Locator {
    return this.page.getByRole('complementary', { name: 'What works now' });
  }

  get link(): Locator {
    return this.page.getByRole('banner').getByRole('status');
  }
}
