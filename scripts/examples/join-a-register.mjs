// Takes one bill at a lane of the till and prints its receipt: node join-a-register.mjs LANE AMOUNT KEY
// Any Node from 18 on, and nothing else. docs/api.md says why each step is there.
const { TILL = 'http://127.0.0.1:8080', TOKEN } = process.env;
const [lane, amount, key] = process.argv.slice(2);
const ENDS = ['paid', 'declined', 'cancelled', 'notSent', 'expired', 'withdrawn'];

/** Asks until somebody has answered. With a key it is done once, however often it is sent. */
async function ask(method, path, body) {
  const headers = { 'content-type': 'application/json', 'idempotency-key': `"${key}"` };
  if (TOKEN) headers.authorization = `Bearer ${TOKEN}`;
  for (let tries = 1; ; tries += 1) {
    const signal = AbortSignal.timeout(70_000);
    const sent = fetch(`${TILL}/api/v1${path}`, { method, headers, body: JSON.stringify(body), signal });
    const [answer, status] = await sent
      .then(async (response) => [await response.json(), response.status])
      .catch((error) => [{ detail: `no answer: ${error.message}` }, 0]);
    if (status >= 200 && status < 300) return answer;
    const mayPass = status === 0 || status === 429 || status >= 500 || answer.code === 'keyBusy';
    if (!mayPass || tries === 60) throw new Error(`${answer.code ?? status}: ${answer.detail}`);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

let { sale } = await ask('POST', `/lanes/${lane}/charge`, { amount, reference: key });
console.log(`${sale.amount} ${sale.currency} is on lane ${lane}: scan the customer's code.`);
while (!ENDS.includes(sale.state)) ({ sale } = await ask('GET', `/sales/${sale.saleId}?waitSeconds=30`));
console.log(sale.state.toUpperCase());
if (sale.state !== 'paid') process.exit(1);
const { receipt } = await ask('POST', `/orders/${sale.orderNos.at(-1)}/receipts`, { to: 'browser' });
for (const line of receipt.lines) console.log([line.label, line.value ?? line.text].join(' ').trim());
