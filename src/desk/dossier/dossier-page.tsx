import { zipSync } from 'fflate';
import { useEffect } from 'preact/hooks';
import { conformityOf } from '../../dossier/conformity.ts';
import { Button } from '../../ui/elements/button.tsx';
import { saveFile } from '../../ui/elements/save-file.ts';
import { grid } from '../../words/compiled/dossier/grid.mjs';
import { useCalled } from '../calls/use-called.ts';
import { useCall } from '../parts/call-failure.tsx';
import { CalledPart } from '../parts/called-part.tsx';
import { addressTo, type TakeCounts, usePageTitle } from '../parts/desk-address.ts';
import { useDesk } from '../parts/desk-context.ts';
import { Paper } from '../parts/paper.tsx';
import { wordFor } from '../words/desk-words.ts';
import { DocumentSheet, documentFiles } from './document-sheet.tsx';
import { DossierAside } from './dossier-aside.tsx';
import { DossierTable, FillBar } from './dossier-table.tsx';
import { type OpenDossier, readDossier } from './read-dossier.ts';

/** The documents that those who must allow a survey ask for, made from what is on; one alone where the address names it. */
export function DossierPage({ of, onCounts }: { readonly of: string | null; readonly onCounts: TakeCounts }) {
  const desk = useDesk();
  const { client, words, survey } = desk;
  const { dossier: text, pages } = words.desk;
  const asked = useCalled((signal) => readDossier(desk, signal), [client, survey]);
  const count = asked.called?.kind === 'ok' ? asked.called.value.settling.length : undefined;
  useEffect(() => onCounts({ dossier: count }), [count, onCounts]);
  const [name] = wordFor(text.documents, of ?? '') ?? [pages.dossier];
  const content = usePageTitle(`${name} · ${words.of(survey.title)}`);
  return (
    <div ref={content}>
      <CalledPart asked={asked}>
        {(dossier) => {
          const shown = dossier.documents.find(({ id }) => id === of);
          return shown ? (
            <Paper kind="document" title={name} back={addressTo('dossier', { s: survey.id })} backLabel={text.back}>
              <DocumentSheet markdown={shown.markdown} />
            </Paper>
          ) : (
            <div class="dossier stack">
              <Documents dossier={dossier} />
              <DossierAside dossier={dossier} />
            </div>
          );
        }}
      </CalledPart>
    </div>
  );
}

/** Files of the accessibility that the service has for everybody. */
const PUBLIC = [`/accessibility/rgaa-${grid.version}.csv`, '/accessibility/openacr.yaml', '/accessibility/earl.json'];

function Documents({ dossier }: { readonly dossier: OpenDossier }) {
  const { client, words, survey } = useDesk();
  const { dossier: text } = words.desk;
  const { run, failure } = useCall();
  const others = [`/accessibilite?s=${survey.id}`, ...PUBLIC];
  const saveAll = async () => {
    const files = dossier.documents.flatMap((one): readonly File[] => documentFiles(one, dossier.input));
    for (const [place, path] of others.entries()) {
      const got = await run(client.stream(path));
      if (!got) return;
      files.push(new File([await got.blob()], text.files[place]?.[1] ?? path));
    }
    const parts = files.map(async (file) => [file.name, new Uint8Array(await file.arrayBuffer())] as const);
    saveFile(new Blob([zipSync(Object.fromEntries(await Promise.all(parts)))]), `${text.zip}-${survey.id}.zip`);
  };
  return (
    <div>
      <div class="filters row">
        <h1 tabIndex={-1}>{text.title}</h1>
        <Button label={text.all} onClick={() => void saveAll()} />
      </div>
      {failure}
      <Accessibility today={dossier.input.reply.today} />
      <DossierTable dossier={dossier} />
      <p class="row small">
        {text.also}
        {others.map((path, place) => (
          <a key={path} class="target" href={path}>
            {text.files[place]?.[0]}
          </a>
        ))}
      </p>
    </div>
  );
}

/** Two blocks say what the law makes of the accessibility, by an audit alone, and apart from it what the tests found. */
function Accessibility({ today }: { readonly today: string }) {
  const { words } = useDesk();
  const { dossier: text } = words.desk;
  const { state, why, counts, rate, tested } = conformityOf(grid, today);
  const all = Object.keys(grid.criteria).length;
  const kinds = [
    ['full', counts.C, text.held(counts.C)],
    ['failed', counts.NC, text.notHeld(counts.NC)],
    ['light', counts.NA, text.notApplicable(counts.NA)],
    ['pale', counts.NT, text.notTested(counts.NT, all)],
  ] as const;
  const shown = kinds.filter(([, count]) => count > 0);
  return (
    <div class="halves stack">
      <div>
        <h2 class="help">{text.law}</h2>
        <p class="count">{text.conformity[why === 'no-audit' ? why : state]}</p>
        <p class="help">{text.onEachPage}</p>
      </div>
      <div>
        <h2 class="help">{text.trials}</h2>
        <p class="count">{text.rate(words.percent(rate), tested)}</p>
        <FillBar shares={shown.map(([fill, count]) => [fill, count / all])} />
        <p class="row help">
          {shown.map(([fill, , says]) => (
            <span key={fill} class="channel-name">
              <span class="key fill" data-fill={fill} aria-hidden="true" />
              {says}
            </span>
          ))}
        </p>
      </div>
    </div>
  );
}
