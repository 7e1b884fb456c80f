/** Code of the screens that come after the last question, fetched while people answer. */
export const loadStatusLine = () => import('./status-line.tsx');
export const loadCheck = () => import('../screens/check/check.tsx');
export const loadCard = () => import('../screens/card/card.tsx');
