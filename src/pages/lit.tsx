import type { Words } from '../ui/words/words.ts';
import type { Landing } from './shared-profile.ts';

interface LitProps {
  readonly landing: Landing;
  readonly words: Words;
  readonly kicker: string;
}

/** The shared profile, above the opening that it leads to. Colours are SVG attributes: the content security policy refuses inline styles. */
export function Lit({ landing, words, kicker }: LitProps) {
  const { name, sentence, mark, emblems } = landing;
  const [first, ...more] = emblems;
  return (
    <div class="lit">
      {first && more.length === 0 && (
        <svg class="ground" aria-hidden="true">
          <rect width="100%" height="100%" fill={`oklch(62% 0.11 ${first.hue})`} />
        </svg>
      )}
      <p class="emblems">
        {emblems.map(({ paths, hue }) => (
          <svg
            key={paths.join()}
            viewBox="0 0 64 64"
            aria-hidden="true"
            fill="none"
            stroke={`oklch(62% 0.11 ${hue})`}
            stroke-width="3"
            stroke-linecap="round"
            stroke-linejoin="round"
          >
            {paths.map((path) => (
              <path key={path} d={path} />
            ))}
          </svg>
        ))}
      </p>
      <p {...words.inUi}>{kicker}</p>
      <p class="name" {...mark}>
        {name}
      </p>
      <p {...mark}>{sentence}</p>
    </div>
  );
}
