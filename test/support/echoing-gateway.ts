import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { canonicalString } from '../../src/payment/codepay/envelope.ts';
import { rsa2Signer } from '../../src/payment/codepay/index.ts';
import { gatewayKeys } from './codepay.ts';

type Fields = Record<string, string>;

/** A gateway that says back all it was told, in each of its answers, and who paid. It takes every signature for good. */
export interface EchoingGateway {
  url: string;
  /** Requests so far, by method. */
  asked: string[];
}

export async function echoingGateway(payerId: string): Promise<EchoingGateway> {
  const asked: string[] = [];
  const paid = new Map<string, Fields>();
  let code = '';
  const server = createServer((request, response) => {
    void answer(request).then((body) => response.end(body));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => void server.close());

  async function answer(request: IncomingMessage): Promise<string> {
    const fields = JSON.parse(await text(request)) as Fields;
    const { method = '', merchant_order_no: orderNo = '', auth_code } = fields;
    asked.push(method);
    code = auth_code ?? code;
    if (method === 'bscanc.pay.submit') paid.set(orderNo, fields);
    const words = `success for ${code} of ${payerId}`;
    if (method === 'order.query' && !paid.has(orderNo)) return signed({ code: 'E04111', msg: words });
    const data = { ...(paid.get(orderNo) ?? fields), ...fields, ...stated(method), echo: code };
    const isRefused = code.endsWith('3');
    const status = isRefused ? '1' : '2';
    return signed({ code: '0', msg: words, data: JSON.stringify({ ...data, trans_status: status }) });
  }

  function stated(method: string): Fields {
    return {
      trans_no: '5017000000001',
      trans_type: method.includes('refund') ? '3' : '1',
      pay_user_account_id: payerId,
      pay_user_account_name: payerId,
      trans_error_code: `E${code}`,
      trans_error_msg: `the code ${code} of ${payerId} was refused`,
    };
  }

  async function signed(fields: Fields): Promise<string> {
    const content = { ...fields, psn: '11210000000123456789' };
    const sign = await rsa2Signer(gatewayKeys.privateKey).sign(canonicalString(content));
    return JSON.stringify({ ...content, sign });
  }

  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}
