import { describe, expect, it } from 'vitest';
import { CannotStart } from '../../../src/endpoint/process/cannot-start.ts';
import { settingsFrom } from '../../../src/endpoint/process/settings.ts';
import REFUSED_SETTINGS from '../../fixtures/cases/refused-settings.json' with { type: 'json' };

describe('settings', () => {
  it('need nothing', () => {
    expect(settingsFrom({})).toEqual({
      port: 4173,
      host: '127.0.0.1',
      httpsPort: 4443,
      dataDir: './data',
      assetsDir: 'dist/app',
      proxies: 0,
      rate: { burst: 3000, perSecond: 60 },
    });
  });

  it.each(REFUSED_SETTINGS)('refuse $name=$value, naming the variable and not its value', ({ name, value }) => {
    expect(() => settingsFrom({ [name]: value })).toThrow(CannotStart);
    expect(() => settingsFrom({ [name]: value })).toThrow(new RegExp(`^${name}: (?!.*${value})`));
  });

  it('refuse a contact database that is the database of the responses', () => {
    const DATABASE_URL = 'postgres://barometre:one@127.0.0.1/barometre';
    const beside = (CONTACTS_URL: string) => () => settingsFrom({ DATABASE_URL, CONTACTS_URL });
    expect(beside('postgres://other:two@127.0.0.1:5432/barometre?x=1')).toThrow(/^CONTACTS_URL: the database of/);
    expect(beside('postgres://barometre:one@127.0.0.1/contacts')).not.toThrow();
  });

  it('take the origin of PUBLIC_URL', () => {
    expect(settingsFrom({ PUBLIC_URL: 'https://enquete.example.org/x' }).publicUrl).toBe('https://enquete.example.org');
  });
});
