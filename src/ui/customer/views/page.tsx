import type { JSX } from 'preact';
import { LANGUAGES } from '../../languages/tags.ts';
import type { CustomerMode, CustomerScreen } from '../../messages.ts';
import { amountText } from '../../tablet/amount-text.ts';
import { timeLeft } from '../../tablet/time-left.ts';
import { Figure } from '../../tablet/views/figure.tsx';
import { Ring } from '../../tablet/views/ring.tsx';
import type { Display } from '../display.ts';
import { saidOf } from '../shown.ts';
import { type CustomerWords, ownName } from '../words.ts';
import { ConfirmOnPhone, ShowCode, Sign } from './pictures.tsx';

interface PartProps {
  display: Display;
  words: CustomerWords;
}

/** The whole page: what it is, how much, and the one thing to do. */
export function CustomerPage({ display }: { display: Display }): JSX.Element {
  const words = display.words.value;
  const screen = display.screen.value;
  if (!words) return <main class="shown" data-mode="closed" />;
  if (!screen) return <Offline display={display} words={words} />;
  return (
    <div class="customer">
      {screen.sandbox && (
        <aside class="sandbox" data-testid="sandbox-banner">
          <strong>{words.practice}</strong>
        </aside>
      )}
      <main key={`${screen.mode}-${screen.say}`} class="shown" data-mode={screen.mode}>
        {screen.mode === 'welcome' ? (
          <Welcome screen={screen} words={words} />
        ) : (
          <Sale display={display} screen={screen} words={words} />
        )}
      </main>
      <Languages display={display} words={words} />
    </div>
  );
}

function Welcome({ screen, words }: { screen: CustomerScreen; words: CustomerWords }): JSX.Element {
  const { title, text } = saidOf(screen, words);
  return (
    <section class="welcome">
      <div class="ring ring-still">
        <ShowCode />
      </div>
      <div class="said">
        {screen.logo === undefined ? (
          <h1 class="shop">{screen.shopName}</h1>
        ) : (
          <h1>
            <img class="logo" src={screen.logo} alt={screen.shopName} />
          </h1>
        )}
        <p class="title" data-testid="title">
          {title}
        </p>
        <p class="text" data-testid="text">
          {text}
        </p>
        {screen.wallets.length > 0 && (
          <ul class="wallets" aria-label={words.walletsTaken} data-testid="wallets">
            {screen.wallets.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

function Sale({ display, screen, words }: PartProps & { screen: CustomerScreen }): JSX.Element {
  const { mode, amount, paid } = screen;
  const { title, text } = saidOf(screen, words);
  const locale = display.locale.value;
  const left = timeLeft(screen, display.tillMs.value);
  return (
    <section class="sale">
      <Ring left={left} words={words} moving={mode === 'wait'}>
        <Picture mode={mode} />
      </Ring>
      <div class="said" role="alert">
        {amount && (
          <>
            {mode === 'show' && <p class="to-pay">{words.toPay}</p>}
            <Figure text={amountText(amount, locale)} class="amount" testId="amount" />
          </>
        )}
        <h1 class="title" data-testid="title">
          {title}
        </h1>
        <p class="text" data-testid="text">
          {text}
        </p>
        {paid && <p class="text">{words.walletTook(amountText(paid, locale))}</p>}
      </div>
    </section>
  );
}

function Picture({ mode }: { mode: CustomerMode }): JSX.Element {
  switch (mode) {
    case 'welcome':
    case 'show':
      return <ShowCode />;
    case 'confirm':
      return <ConfirmOnPhone />;
    case 'wait':
    case 'paid':
    case 'notPaid':
    case 'refunded':
    case 'closed':
    case 'ask':
      return <Sign name={mode} />;
  }
}

/** Calm, and without a figure: what was shown before may not hold any more. */
function Offline({ display, words }: PartProps): JSX.Element {
  const link = display.link.value;
  return (
    <div class="customer">
      <main class="shown" data-mode="offline" data-testid="offline">
        <section class="sale">
          <div class="ring ring-still">
            <Sign name="offline" />
          </div>
          <div class="said">
            <h1 class="title" data-testid="title">
              {words.offline.title}
            </h1>
            <p class="text">{link.kind === 'refused' ? words.refused(link.reason) : words.offline.text}</p>
          </div>
        </section>
      </main>
    </div>
  );
}

/** Each in its own name and letters. */
function Languages({ display, words }: PartProps): JSX.Element {
  return (
    <nav class="languages" aria-label={words.chooseLanguage}>
      {LANGUAGES.length > 1 &&
        LANGUAGES.map((tag) => (
          <button
            key={tag}
            type="button"
            class="language"
            lang={tag}
            data-testid={`language-${tag}`}
            aria-pressed={display.language.value === tag}
            onClick={() => display.choose(tag)}
          >
            {ownName(tag)}
          </button>
        ))}
    </nav>
  );
}
