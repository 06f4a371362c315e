import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A network between a program and a till that loses answers: what was asked has arrived all the same. */
export interface ForgetfulLine {
  url: string;
  /** Requests whose answers were lost, such as `POST /api/v1/lanes/1/charge`. */
  lost(): readonly string[];
}

/** `loses`: how many answers to such a request are lost before one comes through. */
export async function forgetfulLine(till: string, loses: Record<string, number>): Promise<ForgetfulLine> {
  const left = new Map(Object.entries(loses));
  const lost: string[] = [];
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    const name = `${method} ${url.split('?')[0]}`;
    // The till is asked by its own name, as it would be.
    const own = { ...headers, host: new URL(till).host };
    const onward = httpRequest(`${till}${url}`, { method, headers: own }, (answer) => {
      const more = left.get(name) ?? 0;
      left.set(name, more - 1);
      if (more > 0) {
        lost.push(name);
        answer.resume().on('end', () => request.socket.destroy());
        return;
      }
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => request.socket.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, lost: () => lost };
}
