import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../parts/button.tsx';
import type { SettingsWords } from './settings-words.ts';

/** Fills the screen with the page, and back. */
export function FullScreen({ words }: { words: SettingsWords }): JSX.Element {
  const [isFull, setFull] = useState(document.fullscreenElement !== null);
  useEffect(() => {
    const look = () => setFull(document.fullscreenElement !== null);
    document.addEventListener('fullscreenchange', look);
    return () => document.removeEventListener('fullscreenchange', look);
  }, []);
  if (!document.fullscreenEnabled) return <p class="settings-note">{words.noFullScreen}</p>;
  const toggle = () => {
    const change = isFull ? document.exitFullscreen() : document.documentElement.requestFullscreen();
    // The browser may refuse; what it shows then is the answer.
    change.catch(() => undefined);
  };
  return (
    <Button testId="full-screen" onPress={toggle}>
      {isFull ? words.leaveFullScreen : words.fullScreen}
    </Button>
  );
}
