import type { Fields } from '../payment/codepay/envelope.ts';
import { type Refusal, refusal, textOf } from './requests.ts';

/** What an operation's fields must look like. */
type Forms = Readonly<Record<string, { form: RegExp; required: boolean }>>;
const NUMBER = /^[0-9A-Za-z_|*@-]{1,32}$/;
const AMOUNT = /^(?=.*[1-9])\d{1,11}(\.\d{1,4})?$/;

const SUBMIT_FIELDS: Forms = {
  merchant_order_no: { form: NUMBER, required: true },
  auth_code: { form: /^[\x20-\x7e]{8,1024}$/, required: true },
  price_currency: { form: /^[A-Z]{3}$/, required: true },
  order_amount: { form: AMOUNT, required: true },
  description: { form: /^.{1,128}$/su, required: true },
  expires: { form: /^[1-9]\d{0,5}$/, required: true },
  attach: { form: /^.{1,128}$/su, required: false },
  store_no: { form: /^.{1,32}$/, required: false },
  terminal_sn: { form: /^.{1,32}$/, required: false },
  notify_url: { form: /^https?:\/\/.{1,248}$/, required: false },
};

/** The amount stands in `order_amount` in the gateway's table of fields, in `trans_amount` in its sample. */
const REFUND_FIELDS: Forms = {
  merchant_order_no: { form: NUMBER, required: true },
  orig_merchant_order_no: { form: NUMBER, required: false },
  orig_trans_no: { form: NUMBER, required: false },
  price_currency: { form: /^[A-Z]{3}$/, required: false },
  order_amount: { form: AMOUNT, required: false },
  trans_amount: { form: AMOUNT, required: false },
  description: { form: /^.{1,64}$/su, required: true },
  notify_url: { form: /^https?:\/\/.{1,248}$/, required: false },
};

/** What is wrong with the fields of a submit. Their values stay out of the message. */
export function submitRefusal(fields: Fields): Refusal | undefined {
  return fieldRefusal(fields, SUBMIT_FIELDS);
}

/** What is wrong with the fields of a refund, but for what it says of the order. */
export function refundFieldRefusal(fields: Fields): Refusal | undefined {
  const wrong = fieldRefusal(fields, REFUND_FIELDS);
  if (wrong) return wrong;
  if ((fields.order_amount ?? fields.trans_amount) === undefined) {
    return refusal('SBX_FIELD', 'order_amount is missing');
  }
  if ((fields.orig_merchant_order_no ?? fields.orig_trans_no) === undefined) {
    return refusal('SBX_FIELD', 'orig_merchant_order_no or orig_trans_no must be given');
  }
  return undefined;
}

function fieldRefusal(fields: Fields, forms: Forms): Refusal | undefined {
  for (const [name, { form, required }] of Object.entries(forms)) {
    const value = textOf(fields, name);
    if (value === undefined ? required : !form.test(value)) {
      return refusal('SBX_FIELD', `${name} is missing or malformed`);
    }
  }
  return undefined;
}
