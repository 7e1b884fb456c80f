import type { Notice } from '../../src/core/survey/notice.ts';
import type { DossierReply, DossierSetting } from '../../src/wire/organiser/dossier-reply.ts';
import { readPublic } from '../support/surveys.ts';

export const PUT_ON = '2026-11-03';

/** The reply about an installation that has all that protects people. */
export const reply: DossierReply = {
  survey: 'quel-usager',
  today: '2026-12-02',
  isDemonstration: false,
  settings: {
    encryption: { value: 'https', since: PUT_ON },
    address: { value: 'https://enquetes.ville.fr', since: PUT_ON },
    keysEncrypted: { value: true, since: PUT_ON },
    purgeMonths: { value: 12, since: PUT_ON },
  },
  notice: { controller: PUT_ON, contact: PUT_ON, 'retention.answers': PUT_ON },
  changes: [],
  erasures: [],
  backedUpThrough: '2026-12-01',
  restoredOn: '2026-11-20',
  tokens: { read: 2 },
  otherControllers: [],
};
export const withSetting = (
  name: DossierSetting,
  value: string | number | boolean | null,
  since = PUT_ON,
): DossierReply => ({
  ...reply,
  settings: { ...reply.settings, [name]: { value, since } },
});

export const notice = readPublic('quel-usager/notice.json') as Notice;
