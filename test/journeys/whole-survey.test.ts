import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { pathThrough } from '../../src/core/answering/flow.ts';
import { toWire } from '../../src/wire/wire-answers.ts';
import { envelope } from '../endpoint/harness.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { TOKEN } from '../support/ask.ts';
import { startJourney } from '../support/journey.ts';
import { respondent } from '../support/respondent.ts';
import { builtSurvey, readPublic } from '../support/surveys.ts';
import { wholeAnswers } from '../support/whole-answers.ts';

/** In the order of an organiser's weeks, from the desk alone: no terminal, no address typed, no file edited. */
test('a whole survey is conducted from the desk: invited, watched, crossed, moderated, set aside, closed, published, exported, erased', async () => {
  const journey = await startJourney({}, { hasWorker: false });
  const example = builtSurvey(readPublic('exemple-benevolat/1.json'));
  try {
    const { page } = await journey.openVisit({ at: '/organisateur', viewport: { width: 1366, height: 768 } });
    await page.getByLabel('Clé d’accès').fill(TOKEN);
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.getByText('Aucune réponse complète pour l’instant').waitFor();
    await page.getByLabel('Enquête').selectOption(example.id);
    await page.locator(`nav a[href*="s=${example.id}"]`).first().waitFor();
    const post = async (envelopes: readonly object[]) => {
      const posted = await fetch(`${journey.endpoint.url}/api/responses`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ envelopes }),
      });
      const { verdicts } = await posted.json();
      expect(verdicts.map(({ verdict }: { verdict: string }) => verdict)).not.toContain('refused');
    };
    const go = async (name: string) => {
      await page.getByRole('link', { name, exact: true }).click();
      await page.locator('nav a[aria-current="page"]', { hasText: name }).waitFor();
      await page.locator('main h1').waitFor();
    };

    // Invited: the link of a channel brings somebody.
    await go('Invitations');
    const poster = page.getByRole('region', { name: 'Affiche du local' });
    const link = (await poster.locator('.address').first().textContent())?.trim() ?? '';
    const phone = await journey.openVisit({ at: link });
    const someone = await respondent(phone.page, example, wholeAnswers(example)).begin();
    await someone.hurryTo();
    await someone.finish('received');
    const code = (await phone.page.locator('[data-receipt]').textContent())?.trim() ?? '';
    await phone.close();
    // And others, a room that answers alike.
    const answers = toWire(pathThrough(example, wholeAnswers(example, { field: 'environment' })));
    const crowd = Array.from({ length: 9 }, () =>
      envelope({ survey: example.id, revision: example.revision, lastQuestion: null, channel: 'lettre', answers }),
    );
    await post(crowd);

    // Watched.
    await go('Participation');
    await page.getByRole('heading', { level: 1, name: '10 réponses complètes sur 10 commencées' }).waitFor();
    await page.getByRole('row', { name: /^Lettre d.information 9 0/ }).waitFor();
    // One alone in a channel could be named by it.
    await page.getByRole('row', { name: /^Autres canaux.* 1 0/ }).waitFor();
    await page.getByText('durée médiane').waitFor();

    // Crossed, and published after a preview of what the public will read.
    await go('Croisements');
    // The two questions are open from the start where there is room.
    await page.locator('.crossing-form > details > summary', { hasText: 'Filtres' }).click();
    await page.getByLabel('En lignes').selectOption('field');
    await page.getByLabel('En colonnes').selectOption('employees');
    // This very table: a form for the crossing before goes with it.
    await page
      .locator('caption', { hasText: 'domaine de votre association' })
      .filter({ hasText: 'emploie-t-elle des salariés' })
      .waitFor();
    await page.getByText('10 réponses dans ce tableau').waitFor();
    await page.getByRole('button', { name: 'Publier ce croisement…' }).click();
    await page.getByRole('button', { name: 'Ajouter aux tableaux publiés' }).click();
    await page.getByText('C’est fait').waitFor();

    // Moderated, in the survey that asks whether a comment may be published: nothing is, before somebody has read it.
    const commented = ['Il faut former.', 'Une insulte.'].map((text) =>
      envelope({ answers: { 'authority-type': 'commune', 'free-comment': text, 'free-comment-consent': 'yes' } }),
    );
    await post(commented);
    await page.getByLabel('Enquête').selectOption('numerique-territorial');
    await go('Commentaires');
    for (const left of ['2 qui restent', '1 qui reste']) {
      await page.getByRole('heading', { name: `Un texte à relire, sur ${left}` }).waitFor();
      const isInsult = (await page.locator('.reading .comment').textContent())?.includes('insulte');
      await page.getByRole('button', { name: isInsult ? 'Supprimer ce texte…' : 'Publier', exact: true }).click();
      if (isInsult) await page.getByRole('button', { name: 'Supprimer ce texte', exact: true }).click();
    }
    await page.getByText('Tout est relu').waitFor();
    await page.getByRole('link', { name: 'Publiables : 1' }).waitFor();
    await page.getByText('Supprimés : 1').waitFor();
    await page.getByLabel('Enquête').selectOption(example.id);
    await page.locator(`nav a[href*="s=${example.id}"]`).first().waitFor();

    // Excluded after a preview of the effects, and reinstated.
    await go('À vérifier');
    await page.getByRole('button', { name: /^Écarter .*… Exactement les mêmes réponses/ }).click();
    await page.getByText('passent de 10 à 1').waitFor();
    await page.getByLabel('Raison').fill('la même salle');
    await page.getByRole('button', { name: 'Écarter 9 réponses' }).click();
    await page.getByText(/«\sla même salle\s», le .*\s: 9/).waitFor();

    // Closed, with what will happen said first.
    await go('Ouvrir et clore');
    await page.getByRole('button', { name: 'Clore l’enquête…' }).click();
    await page.getByText('les résultats définitifs sont faits, une fois').waitFor();
    await page.getByRole('button', { name: /^Clore après le \d/ }).click();
    await page.getByText(/ouverte jusqu’au .* compris/).waitFor();
    await page.getByRole('region', { name: 'Croisements ajoutés' }).waitFor();

    // Exported: as many rows as the desk says.
    await go('Exports');
    await page.getByText(/^10 lignes/).waitFor();
    await page.getByText('Choix plus fins').click();
    await page.getByLabel('Une colonne par option').check();
    await page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Télécharger : Réponses à lire, en CSV' }).click(),
    ]);
    const text = await readFile(await download.path(), 'utf8');
    expect(text).toMatch(/^\ufeff"État";/);
    expect(text.trimEnd().split('\n')).toHaveLength(11);

    // Erased on request, by the code that the person gives.
    await go('À vérifier');
    await page.getByLabel('Code de reçu').fill(code);
    await page.getByRole('button', { name: 'Effacer cette réponse…' }).click();
    await page.getByRole('button', { name: 'Effacer cette réponse', exact: true }).click();
    await page.getByText('La réponse de ce code est effacée').waitFor();
    await go('Participation');
    await page.getByRole('heading', { level: 1, name: '9 réponses complètes sur 9 commencées' }).waitFor();
    await page.getByText('effacée à la demande').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    // On paper there are the numbers, and no button.
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0);
    expect(await page.getByRole('navigation').isVisible()).toBe(false);
    expect(await page.getByRole('row', { name: /^Total/ }).isVisible()).toBe(true);
  } finally {
    await journey.end();
  }
});
