import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/** What the merchant is notified of. */
export interface MerchantEar {
  url: string;
  /** Each notification's fields, oldest first. */
  heard: Record<string, string>[];
  close(): void;
}

/** A server that hears notifications, and answers the nth (from 1) as told; nothing to leave it unanswered. */
export async function merchantEar(
  answerTo: (nth: number) => { status: number; body: string; location?: string } | undefined = () => TAKEN,
): Promise<MerchantEar> {
  const heard: Record<string, string>[] = [];
  const server = createServer(async (request, response) => {
    heard.push(JSON.parse(await text(request)));
    const answer = answerTo(heard.length);
    if (!answer) return;
    const { status, body, location } = answer;
    response.writeHead(status, { 'Content-Type': 'text/plain', ...(location && { Location: location }) });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/webhooks/codepay`, heard, close };
}

const TAKEN = { status: 200, body: 'success' };
