import './settings.css';
import { signal } from '@preact/signals';
import type { ComponentType, JSX } from 'preact';
import type { DeskPart } from '../desk-part.ts';
import { Choice } from '../parts/choice.tsx';
import { Heading } from '../parts/heading.tsx';
import { People } from '../people/people.tsx';
import { PracticePage } from './practice-page.tsx';
import { type SettingsSection, sectionsOf } from './sections.ts';
import { ShopPage } from './shop-page.tsx';
import { TabletPage } from './tablet-page.tsx';

const section = signal<SettingsSection>('tablet');

const PAGES: Record<SettingsSection, ComponentType<DeskPart>> = {
  tablet: TabletPage,
  shop: ShopPage,
  people: People,
  practice: PracticePage,
};

/** What is set of this tablet, of the shop, and who works there. */
export function Settings({ till, words }: DeskPart): JSX.Element {
  const Page = PAGES[section.value];
  const there = sectionsOf(till.screen.value?.sandbox ?? false);
  return (
    <>
      <Heading title={till.words.place.settings} />
      <Choice
        label={words.settings.sections}
        isLabelHidden
        options={there.map((value) => ({ value, label: words.settings.section[value] }))}
        value={section.value}
        onChange={(value) => {
          section.value = value;
        }}
        testId="section"
      />
      <Page key={section.value} till={till} words={words} />
    </>
  );
}
