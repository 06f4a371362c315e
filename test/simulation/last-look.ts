import type { Order } from '../../src/payment/order.ts';
import type { Payments } from '../../src/payment/payments.ts';
import type { Watch } from './watch.ts';

/** Whoever asks for a day's books has them by then. */
const DAYS_STEPS = 1000;

/** The books of every day, as they are told when somebody asks. `step` lets time pass. */
export async function holdDays(
  till: Payments | undefined,
  { watch, step }: { watch: Watch; step(): Promise<boolean> },
): Promise<void> {
  if (!till) return;
  const asked = Promise.all(watch.days.days().map((day) => till.books.days.view(day)));
  let views: Awaited<typeof asked> | undefined;
  asked.then(
    (told) => {
      views = told;
    },
    (error: unknown) => watch.demand(false, 'm', `the books cannot be read: ${error}`),
  );
  for (let steps = 0; steps < DAYS_STEPS && !views && (await step()); steps += 1);
  if (views) watch.days.atRest(views.flatMap((view) => view ?? []));
  else watch.demand(false, 'm', 'the books are not told');
}

/** A person finds it on its lane's screen. */
export function isShown(till: Payments | undefined, { lane, orderNo }: Order): boolean {
  const view = till?.view(lane);
  const current = view?.phase.kind === 'order' ? view.phase.order : undefined;
  return current?.orderNo === orderNo || (view?.otherOpen ?? []).some((order) => order.orderNo === orderNo);
}
