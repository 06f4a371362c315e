import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

/** A request of the till as it came over the wire. */
export interface Call {
  /** `performance.now()`. */
  at: number;
  method: string;
  /** The number it speaks of; of a refund its own. */
  number: string;
  /** Only of a submit. */
  code?: string;
  /** Decimal text, as sent. */
  amount?: string;
}

export interface Wire {
  /** What the till is given as its gateway's address. */
  url: string;
  /** Everything the till has sent, oldest first. */
  calls: readonly Call[];
  close(): Promise<void>;
}

/**
 * Stands between the till and its gateway and writes down each request that arrives whole, before it goes on. A till
 * that dies takes no request back: what has arrived goes on to the gateway, as on a real wire. `onAnswer` is called as
 * the last of an answer is handed to the till.
 */
export async function startWire(
  gatewayUrl: string,
  onCall: (call: Call) => void,
  onAnswer: (call: Call) => void = () => {},
): Promise<Wire> {
  const calls: Call[] = [];
  const agent = new Agent({ keepAlive: true });

  const serve = async (incoming: IncomingMessage, response: ServerResponse) => {
    const { socket } = incoming;
    const chunks: Buffer[] = [];
    for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const call = callOf(body);
    calls.push(call);
    onCall(call);
    const { method, headers } = incoming;
    const onward = request(new URL(incoming.url ?? '/', gatewayUrl), { method, headers, agent });
    onward.on('error', () => socket.destroy());
    onward.on('response', (answer) => {
      response.sendDate = false;
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on('error', () => socket.destroy());
      answer.on('end', () => onAnswer(call));
      answer.pipe(response);
    });
    onward.end(body);
  };

  const server = createServer((incoming, response) => {
    // A request that was cut off half-way never arrived.
    serve(incoming, response).catch(() => incoming.socket?.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the wire has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    calls,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      agent.destroy();
    },
  };
}

function callOf(body: Buffer): Call {
  const fields = JSON.parse(body.toString('utf8')) as Record<string, string | undefined>;
  return {
    at: performance.now(),
    method: fields.method ?? '',
    number: fields.merchant_order_no ?? fields.trans_no ?? '',
    ...(fields.auth_code === undefined ? {} : { code: fields.auth_code }),
    ...(fields.order_amount === undefined ? {} : { amount: fields.order_amount }),
  };
}
