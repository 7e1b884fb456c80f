/** Said by the card when what surrounds it could not be fetched: the rest of its words are in what could not be. */
export function partsLater(language: string): string {
  return language === 'en'
    ? 'The receipt, the comparison and sharing will show here once the network is back.'
    : 'Le reçu, la comparaison et le partage s’afficheront ici une fois le réseau revenu.';
}
