import type { CardStrings } from '../words/fr/later.ts';
import { profileStrings } from '../words/profile-words.ts';
import { Differences } from './differences.tsx';
import { Changes } from './profile-changes.tsx';
import { ProfileTable } from './profile-table.tsx';
import type { NotComputed, ProfileReading } from './reading.ts';
import { Why } from './why.tsx';

interface BelowProps {
  readonly language: string;
  readonly text: CardStrings;
}

/** What stands below the head of a card. */
export function Rest({
  reading,
  isBrought,
  language,
  text,
}: BelowProps & { readonly reading: ProfileReading | NotComputed; readonly isBrought: boolean }) {
  const said = profileStrings(language);
  return (
    <>
      <ProfileTable reading={reading} text={text} said={said} isBrought={isBrought} />
      {reading.kind === 'profile' && <Differences reading={reading} said={said} />}
      {reading.kind === 'profile' && <Changes reading={reading} said={said} />}
    </>
  );
}

export function Reasons({ reading, language, text }: BelowProps & { readonly reading: ProfileReading }) {
  return <Why reading={reading} text={text} said={profileStrings(language)} language={language} />;
}
