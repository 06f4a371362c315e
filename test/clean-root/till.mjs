const NODE = '/opt/scantill/current/node/bin/node';

/** Asks the till of the machine, from within it; the machine has no other network. */
export function askTill(machine, method, path, body) {
  const program = `
    const answer = await fetch('http://127.0.0.1:8080${path}', {
      method: '${method}',
      headers: { 'content-type': 'application/json' },
      ${body === undefined ? '' : `body: ${JSON.stringify(JSON.stringify(body))},`}
    });
    console.log(JSON.stringify({ status: answer.status, body: await answer.json().catch(() => undefined) }));
  `;
  const { out, all } = machine.run(NODE, '--input-type=module', '--eval', program);
  if (!out.startsWith('{')) throw new Error(all);
  return JSON.parse(out);
}

/** Puts a sale on lane 1 and scans a code that makes the sandbox behave so. Returns what was printed. */
export function sell(machine, amount, outcome) {
  const charged = askTill(machine, 'POST', '/api/v1/lanes/1/charge', { amount });
  if (charged.status !== 201) throw new Error(JSON.stringify(charged));
  const scanned = machine.run('scantill', 'scan', '--outcome', outcome);
  if (scanned.status !== 0) throw new Error(scanned.all);
  return charged.body.sale.saleId;
}

/** All orders, as the till's own command tells them. */
export function ordersOf(machine) {
  const { out, all } = machine.run('scantill', 'orders', '--json', 'list');
  if (!out.startsWith('{')) throw new Error(all);
  return JSON.parse(out).orders;
}

/** Waits until it is so. */
export async function eventually(look, seconds = 20) {
  const endsAt = performance.now() + seconds * 1000;
  for (;;) {
    const seen = look();
    if (seen === true || performance.now() > endsAt) return seen;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}
