import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { SettingName, SettingsAnswer } from '../../../settings-messages.ts';
import { Choice } from '../parts/choice.tsx';
import { Field } from '../parts/field.tsx';
import type { SettingsWords } from './settings-words.ts';
import { exampleAmounts, type ShopDraft } from './shop-draft.ts';
import { nameOfLanguage } from './tablet-choices.ts';

interface ShopFieldProps {
  name: SettingName;
  words: SettingsWords;
  answer: SettingsAnswer;
  draft: ShopDraft;
  error: string | undefined;
  onChange: (changed: Partial<ShopDraft>) => void;
}

const SECONDS = [0, 4, 8, 15, 30];

/** One setting of the shop, in the kind of field that fits it. */
export function ShopField({ name, words, answer, draft, error, onChange }: ShopFieldProps): JSX.Element {
  const isFixed = answer.fixed.includes(name);
  const label = isFixed ? `${words.field[name]} · ${words.fixed}` : words.field[name];
  const same = { label, disabled: isFixed, testId: `setting-${name}` };
  switch (name) {
    case 'name':
      return (
        <Field
          {...same}
          value={draft.name}
          maxLength={60}
          error={error}
          onInput={(text) => onChange({ name: text })}
        />
      );
    case 'taxNumber':
      return (
        <Field
          {...same}
          value={draft.taxNumber}
          maxLength={40}
          onInput={(taxNumber) => onChange({ taxNumber })}
        />
      );
    case 'printer':
      return (
        <Field
          {...same}
          value={draft.printer}
          maxLength={100}
          error={error}
          hint={words.hint.printer}
          onInput={(printer) => onChange({ printer })}
        />
      );
    case 'quickAmounts':
      return (
        <Field
          {...same}
          label={`${label} (${answer.currency.code})`}
          value={draft.quickAmounts}
          inputMode="text"
          maxLength={120}
          error={error}
          hint={words.hint.quickAmounts(exampleAmounts(answer.currency.digits))}
          onInput={(quickAmounts) => onChange({ quickAmounts })}
        />
      );
    case 'address':
      return <Lines {...same} value={draft.address} rows={3} onInput={(address) => onChange({ address })} />;
    case 'receiptFooter':
      return (
        <Lines
          {...same}
          value={draft.receiptFooter}
          rows={2}
          onInput={(receiptFooter) => onChange({ receiptFooter })}
        />
      );
    case 'receiptWidthMm':
      return (
        <Choice
          {...same}
          options={(['80', '58'] as const).map((value) => ({ value, label: words.millimetres(value) }))}
          value={draft.receiptWidthMm === 58 ? '58' : '80'}
          onChange={(value) => onChange({ receiptWidthMm: value === '58' ? 58 : 80 })}
        />
      );
    case 'resultSeconds':
      return (
        <>
          <Choice
            {...same}
            options={secondsWith(draft.resultSeconds).map((seconds) => ({
              value: String(seconds),
              label: seconds === 0 ? words.untilTouched : words.seconds(seconds),
            }))}
            value={String(draft.resultSeconds)}
            onChange={(value) => onChange({ resultSeconds: Number(value) })}
          />
          <p class="settings-note">{words.hint.resultSeconds}</p>
        </>
      );
    case 'signIn':
      return (
        <>
          <Choice
            {...same}
            options={[
              { value: 'on', label: words.on },
              { value: 'off', label: words.off },
            ]}
            value={draft.signIn ? 'on' : 'off'}
            onChange={(value) => onChange({ signIn: value === 'on' })}
          />
          <p class="settings-note">{words.hint.signIn}</p>
        </>
      );
    case 'locale':
    case 'customerLocale':
      return (
        <Choice
          {...same}
          options={answer.languages.map((value) => ({ value, label: nameOfLanguage(value) }))}
          value={languageIn(answer.languages, draft[name])}
          onChange={(value) => onChange({ [name]: value })}
        />
      );
  }
}

/** A number of seconds that stands in no list is offered too, or it could not be kept. */
function secondsWith(seconds: number): number[] {
  return SECONDS.includes(seconds) ? SECONDS : [...SECONDS, seconds].sort((one, other) => one - other);
}

/** The language of a locale such as `en-GB`, of those that the till speaks. */
function languageIn(languages: readonly string[], locale: string): string {
  const wanted = new Intl.Locale(locale).maximize();
  const found = languages.find((tag) => {
    const { language, script } = new Intl.Locale(tag).maximize();
    return language === wanted.language && script === wanted.script;
  });
  return found ?? locale;
}

interface LinesProps {
  label: string;
  value: string;
  rows: number;
  disabled: boolean;
  testId: string;
  onInput: (value: string) => void;
}

function Lines({ label, value, rows, disabled, testId, onInput }: LinesProps): JSX.Element {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        class="input lines"
        rows={rows}
        maxLength={300}
        disabled={disabled}
        value={value}
        data-testid={testId}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </div>
  );
}
