import type { PublicKey } from './key-id.ts';

/** The cost of each attempt to find keys with the same words. */
const ROUNDS = 200_000;

/** Returns four words for a set of keys, to compare the organiser's sheet with the tablet's screen. */
export async function fingerprintOf(keys: readonly PublicKey[]): Promise<string> {
  const text = keys.map(({ key }) => key).sort();
  const material = await crypto.subtle.importKey('raw', bytes(text.join('\n')), 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: bytes('barometre/fingerprint/1'), iterations: ROUNDS };
  const four = new Uint8Array(await crypto.subtle.deriveBits(how, material, 32));
  return Array.from(four, (byte) => FINGERPRINT_WORDS[byte]).join(' ');
}

const bytes = (text: string) => new TextEncoder().encode(text);

/**
 * One French word for each byte. Each has one pronunciation and one spelling, and none sounds like another. Never change the list:
 * people compare the words of a key on two screens, or on a screen and on paper.
 */
export const FINGERPRINT_WORDS: readonly string[] = `
  abeille abricot acajou acier agneau aigle ajonc alouette amande ananas vanille anguille antilope araignée
  arbuste ardoise argile armoire artichaut asperge atelier aubergine autruche avion babouin baignoire verger
  baleine bambou banane baobab barrage basilic bateau belette berger betterave biberon bicyclette biscuit bison
  blaireau bocal bonnet bosquet bougie boulanger boussole bouteille bracelet brebis brioche brochet brouette
  bruyère buisson cabane cactus cadenas caillou caméra canapé canard cannelle caramel carnet carotte carrousel
  cascade castor cavalier cerise chaloupe chameau chapeau charrue chaussure cheminée chenille chevreuil chocolat
  cigale cigogne citron citrouille clarinette clavier cloche coccinelle cochon colibri colline comète compas
  concombre coquille corbeau cormoran couleuvre coussin couteau crabe crayon crevette crocodile cuisine cyclone
  cyprès dahlia dauphin diamant dindon domino dragon écharpe échelle écluse écorce écrevisse écureuil église
  éléphant émeraude enclume entonnoir épinard éponge escargot étoile fabrique falaise farine fauteuil fenouil
  flamant flocon fontaine fougère fourmi framboise fromage fusée gazelle girafe glacier gondole gorille
  grenouille grillon groseille guépard guitare hameau hamster haricot hérisson hibou hirondelle homard horloge
  hublot igloo iguane insecte jacinthe jaguar jambon jardin jasmin jonquille journal jument kangourou kayak
  kiosque koala lagune laitue lampion lavande léopard lézard libellule licorne limace lucarne lunette magnolia
  mandarine manège marmite marmotte marteau mélèze melon menuisier mésange méduse miroir moineau mouette moulin
  mouton muguet musique myrtille navet navire nénuphar noisette nuage oignon olivier orchidée otarie ourson
  palmier panier papillon parapluie pastèque pélican perroquet phoque pigeon pingouin platane pommier potiron
  prairie prunier radis raquette renard rhubarbe rivière rocher romarin sablier safran sapin sardine sauterelle
  sirène soleil sorbier tambour tapis tilleul tomate torrent tortue toupie traîneau tulipe tunnel
`
  .trim()
  .split(/\s+/);
