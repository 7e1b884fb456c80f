import type { ComponentChildren } from 'preact';
import { directionOf } from '../../core/language.ts';
import type { Typology } from '../../core/survey/typology-schema.ts';
import { QrCode } from '../elements/qr-code.tsx';
import type { Words } from '../words/words.ts';
import { Emblem } from './emblem.tsx';

/** Left, top, width, height and size of letters, in millimetres of A4. Left and right change places where one reads from right to left. */
type Place = readonly [x: number, y: number, width: number, height: number, letters: number];
type Layout = Readonly<Record<'title' | 'band' | 'typed' | 'code' | 'about', Place>>;

/** A code of 25 modules with its border is 148.5 mm wide on A4: modules of 4.5 mm can be distinguished at three metres. */
const UPRIGHT: Layout = {
  title: [16, 12, 186, 88, 20],
  band: [0, 100, 210, 40, 5.2],
  typed: [16, 143, 188, 12, 9],
  code: [0, 147, 148.5, 148.5, 1],
  about: [149, 175, 52, 110, 5.4],
};
const LYING: Layout = {
  title: [9, 8, 114, 52, 11.5],
  band: [0, 60, 126, 25, 3.2],
  typed: [9, 90, 115, 8, 5],
  code: [127, 2, 82, 82, 1],
  about: [9, 99, 190, 18, 3.4],
};

interface BillProps {
  readonly isUpright: boolean;
  /** The language of the question. */
  readonly language: string;
  readonly question: string;
  readonly profiles: Typology['profiles'];
  readonly typed: string;
  readonly code: string;
  /** Names the code to a screen reader. */
  readonly label: string;
  readonly words: Words;
  readonly children: ComponentChildren;
}

/** Draws the question, the profiles, an address to type and its code, as high as A4 or half as high. */
export function Bill({ isUpright, language, question, profiles, typed, code, label, words, children }: BillProps) {
  const [height, at] = isUpright ? [296, UPRIGHT] : [118, LYING];
  const [, top, width, high, letters] = at.band;
  const wide = width / profiles.length;
  const dir = directionOf(language);
  const turned = ([x, ...rest]: Place): Place => [dir === 'rtl' ? 210 - x - rest[1] : x, ...rest];
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: its texts are read
    <svg class="bill" viewBox={`0 0 210 ${height}`} direction={dir}>
      <rect width="210" height={height} fill="#fff" />
      <foreignObject {...boxOf(turned(at.code))}>
        <QrCode text={code} label={label} />
      </foreignObject>
      <foreignObject {...boxOf(turned(at.title), question.length > 50 ? 0.8 : 1)} font-weight="740" data-title="">
        {question}
      </foreignObject>
      {profiles.map(({ id, name }, place) => (
        <g key={id} data-emblem={id}>
          <rect {...boxOf(turned([place * wide, top, wide, high, 1]))} fill="var(--profile, #7b858c)" opacity="0.3" />
          <foreignObject
            {...boxOf(turned([place * wide, top + high * 0.06, wide, high * 0.94, letters]))}
            font-weight="650"
          >
            <Emblem profile={id} />
            {words.of(name)}
          </foreignObject>
        </g>
      ))}
      <foreignObject {...boxOf(turned(at.typed))} font-weight="700" data-typed="">
        {typed}
      </foreignObject>
      <foreignObject {...boxOf(turned(at.about))} direction="ltr">
        {children}
      </foreignObject>
    </svg>
  );
}

function boxOf([x, y, width, height, letters]: Place, scale = 1) {
  return { x, y, width, height, overflow: 'visible', 'font-size': letters * scale };
}
