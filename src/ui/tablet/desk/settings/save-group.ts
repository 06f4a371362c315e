import type { SettingName, SettingsAnswer } from '../../../settings-messages.ts';
import type { Rest } from '../../rest.ts';
import type { SettingsWords } from './settings-words.ts';
import {
  changesOf,
  exampleAmounts,
  problemOf,
  SHOP_GROUPS,
  type ShopDraft,
  type ShopGroup,
} from './shop-draft.ts';

/** What came of a press of Save. */
export interface Saved {
  tone: 'good' | 'bad' | 'doubt' | 'plain';
  text: string;
  /** The field that is at fault. */
  wrong?: SettingName;
  /** The settings as the till has them now, where it took them. */
  answer?: SettingsAnswer;
}

interface Typed {
  group: ShopGroup;
  draft: ShopDraft;
  answer: SettingsAnswer;
}

/** Sends what was changed of a group; nothing where something in it cannot be. */
export async function saveGroup(
  { rest, words }: { rest: Rest; words: SettingsWords },
  { group, draft, answer }: Typed,
): Promise<Saved> {
  const { digits } = answer.currency;
  for (const name of SHOP_GROUPS[group]) {
    const problem = answer.fixed.includes(name) ? undefined : problemOf(name, draft, digits);
    if (problem) return { tone: 'bad', text: words.wrong[problem](exampleAmounts(digits)), wrong: name };
  }
  const body = changesOf(group, draft, answer);
  if (Object.keys(body).length === 0) return { tone: 'plain', text: words.nothingChanged };
  const asked = await rest.ask<SettingsAnswer>('/settings', { method: 'PUT', body });
  switch (asked.kind) {
    case 'done':
      return { tone: 'good', text: words.saved, answer: asked.body };
    case 'refused':
      return { tone: 'bad', text: words.notSaved(reasonOf(asked, words)) };
    case 'unknown':
      return { tone: 'doubt', text: words.notKnown };
  }
}

/** Why the till did not save: in the page's words where it has some, else in the till's own. */
function reasonOf({ code, detail }: { code: string; detail: string }, { reasons }: SettingsWords): string {
  return Object.entries(reasons).find(([known]) => known === code)?.[1] ?? detail;
}
