import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { SettingsAnswer } from '../../../settings-messages.ts';
import type { DeskPart } from '../desk-part.ts';
import { Button } from '../parts/button.tsx';
import { Loading, Status } from '../parts/remarks.tsx';
import { type Saved, saveGroup } from './save-group.ts';
import {
  draftAfter,
  draftOf,
  GROUP_NAMES,
  SHOP_GROUPS,
  type ShopDraft,
  type ShopGroup,
} from './shop-draft.ts';
import { ShopField } from './shop-field.tsx';
import { TestPrint } from './test-print.tsx';

/** What holds for the whole shop: shown to everybody, changed by a manager, on all tablets at once. */
export function ShopPage(part: DeskPart): JSX.Element {
  const { till } = part;
  const [answer, setAnswer] = useState<SettingsAnswer>();
  const [draft, setDraft] = useState<ShopDraft>();
  const [isUnknown, setUnknown] = useState(false);
  const [tries, setTries] = useState(0);
  const take = (next: SettingsAnswer, group?: ShopGroup) => {
    setAnswer(next);
    setDraft((now) => (group && now ? draftAfter(group, now, next) : draftOf(next)));
  };
  useEffect(() => {
    const gone = new AbortController();
    setUnknown(false);
    void till.rest.ask<SettingsAnswer>('/settings', { signal: gone.signal }).then((asked) => {
      if (gone.signal.aborted) return;
      if (asked.kind === 'done') take(asked.body);
      else setUnknown(true);
    });
    return () => gone.abort();
  }, [till, tries]);

  if (!answer || !draft) {
    return <Loading words={till.words} isUnknown={isUnknown} onRetry={() => setTries(tries + 1)} />;
  }
  return (
    <div class="settings">
      {GROUP_NAMES.map((group) => (
        <Group
          key={group}
          {...part}
          group={group}
          answer={answer}
          draft={draft}
          onDraft={setDraft}
          onSaved={(next) => take(next, group)}
        />
      ))}
    </div>
  );
}

interface GroupProps extends DeskPart {
  group: ShopGroup;
  answer: SettingsAnswer;
  draft: ShopDraft;
  onDraft: (draft: ShopDraft) => void;
  onSaved: (answer: SettingsAnswer) => void;
}

/** Fields that are saved together. */
function Group({ till, words, group, answer, draft, onDraft, onSaved }: GroupProps): JSX.Element {
  const [saved, setSaved] = useState<Saved>();
  const [isBusy, setBusy] = useState(false);
  const names = SHOP_GROUPS[group];
  const isAllFixed = names.every((name) => answer.fixed.includes(name));
  const save = async () => {
    setBusy(true);
    setSaved(undefined);
    const result = await saveGroup({ rest: till.rest, words: words.settings }, { group, draft, answer });
    setBusy(false);
    setSaved(result);
    if (result.answer) onSaved(result.answer);
  };
  return (
    <section class="settings-part" data-testid={`group-${group}`}>
      <h2>{words.settings.group[group]}</h2>
      {names.map((name) => (
        <ShopField
          key={name}
          name={name}
          words={words.settings}
          answer={answer}
          draft={draft}
          error={saved?.wrong === name ? saved.text : undefined}
          onChange={(changed) => {
            setSaved(undefined);
            onDraft({ ...draft, ...changed });
          }}
        />
      ))}
      {!isAllFixed && (
        <div class="settings-save">
          <Button kind="main" testId={`save-${group}`} busy={isBusy} onPress={() => void save()}>
            {words.settings.save}
          </Button>
          {group === 'receipts' && (
            <TestPrint
              till={till}
              words={words.settings}
              isSaved={draft.printer === answer.settings.printer}
            />
          )}
          <Status tone={saved?.tone ?? 'plain'} testId={`saved-${group}`}>
            {saved?.wrong === undefined ? saved?.text : undefined}
          </Status>
        </div>
      )}
    </section>
  );
}
