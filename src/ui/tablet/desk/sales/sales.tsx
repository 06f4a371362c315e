import './sales.css';
import type { JSX } from 'preact';
import type { Till } from '../../till.ts';
import type { DeskPart } from '../desk-part.ts';
import { OrderPage } from './order-page.tsx';
import { createSalesDesk, type SalesDesk } from './sales-desk.ts';
import { SalesPage } from './sales-page.tsx';
import type { SalesWords } from './sales-words.ts';

const desks = new WeakMap<Till, SalesDesk>();

function deskOf(till: Till, words: SalesWords): SalesDesk {
  const known = desks.get(till) ?? createSalesDesk({ till, words, newKey });
  desks.set(till, known);
  return known;
}

/** 128 random bits. `crypto.randomUUID` is missing on pages that come over plain HTTP. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Sales that are over: the list, one sale's story, and what can still be done with it. */
export function Sales({ till, words }: DeskPart): JSX.Element {
  const desk = deskOf(till, words);
  const isOne = desk.opened.number.value !== undefined;
  return isOne ? (
    <OrderPage till={till} words={words} desk={desk} />
  ) : (
    <SalesPage till={till} words={words} desk={desk} />
  );
}
