import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { LANGUAGES } from '../../../languages/tags.ts';
import { cameraState, switchCamera } from '../../camera/camera-choice.ts';
import { canStayAwake } from '../../kiosk.ts';
import type { Heard } from '../../modes.ts';
import { THEMES } from '../../theme.ts';
import type { DeskPart } from '../desk-part.ts';
import { Button } from '../parts/button.tsx';
import { Choice } from '../parts/choice.tsx';
import { FullScreen } from './full-screen.tsx';
import { forgetRegister, nameOfLanguage, speak } from './tablet-choices.ts';

const CUES: readonly Heard[] = ['ready', 'paid', 'declined', 'attention', 'refused'];

/** What is kept on this tablet alone: nobody is asked for a PIN. */
export function TabletPage({ till, words: { settings: words } }: DeskPart): JSX.Element | null {
  const screen = till.screen.value;
  const lanes = useLanes(till);
  if (!screen) return null;
  const camera = cameraState();
  const tag = LANGUAGES.find((one) => one === document.documentElement.lang) ?? LANGUAGES[0];
  const percent = new Intl.NumberFormat(screen.locale, { style: 'percent' }).format(till.volume.value / 100);
  return (
    <div class="settings">
      <Part title={words.language}>
        <Choice
          label={words.language}
          isLabelHidden
          options={LANGUAGES.map((value) => ({ value, label: nameOfLanguage(value) }))}
          value={tag}
          onChange={speak}
          testId="language"
        />
        <p class="settings-note">{words.languageHint}</p>
      </Part>
      <Part title={words.theme}>
        <Choice
          label={words.theme}
          isLabelHidden
          options={THEMES.map((value) => ({ value, label: words.themes[value] }))}
          value={till.theme.value}
          onChange={till.setTheme}
          testId="theme"
        />
      </Part>
      <Part title={words.sounds}>
        <label class="slider">
          <span>{words.volumeOf(percent)}</span>
          <input
            type="range"
            min={0}
            max={100}
            step={5}
            value={till.volume.value}
            data-testid="volume"
            onInput={(event) => till.setVolume(event.currentTarget.valueAsNumber)}
          />
        </label>
        {till.muted.value && <p class="settings-note">{words.mutedNow}</p>}
        <fieldset class="settings-buttons">
          <legend>{words.hear}</legend>
          {CUES.map((cue) => (
            <Button key={cue} icon="soundOn" testId={`hear-${cue}`} onPress={() => till.tryCue(cue)}>
              {words.cues[cue]}
            </Button>
          ))}
        </fieldset>
      </Part>
      <Part title={words.screen}>
        <FullScreen words={words} />
        <p class="settings-note" data-testid="awake-state">
          {canStayAwake(navigator) ? words.awake : words.notAwake}
        </p>
      </Part>
      <Part title={words.cameraTitle}>
        {(camera === 'ready' || camera === 'off') && (
          <Choice
            label={words.cameraOn}
            options={[
              { value: 'on', label: words.on },
              { value: 'off', label: words.off },
            ]}
            value={camera === 'ready' ? 'on' : 'off'}
            onChange={(value) => switchCamera(value === 'on')}
            testId="camera-switch"
          />
        )}
        <p class="settings-note" data-testid="camera-state">
          {words.cameraStates[camera]}
        </p>
      </Part>
      <Part title={words.register}>
        <p>{words.registerNow(screen.laneName)}</p>
        {lanes > 1 && (
          <Button testId="choose-register" onPress={forgetRegister}>
            {words.chooseRegister}
          </Button>
        )}
      </Part>
      <Part title={words.about}>
        <p class="settings-note">{words.version(screen.version)}</p>
        <p class="settings-note">{words.address(location.host)}</p>
      </Part>
    </div>
  );
}

/** How many registers there are; one until it is known. */
function useLanes(till: DeskPart['till']): number {
  const [count, setCount] = useState(1);
  useEffect(() => {
    const gone = new AbortController();
    void till.rest.ask<{ lanes: object[] }>('/lanes', { signal: gone.signal }).then((answer) => {
      if (answer.kind === 'done') setCount(answer.body.lanes.length);
    });
    return () => gone.abort();
  }, [till]);
  return count;
}

function Part({ title, children }: { title: string; children: ComponentChildren }): JSX.Element {
  return (
    <section class="settings-part">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
