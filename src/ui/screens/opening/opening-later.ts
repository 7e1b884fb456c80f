/** Parts that few openings show: interviews to resume, and the notice once it is unfolded. */
export const loadWaitingDrafts = () => import('./waiting-drafts.tsx');
export const loadNotice = () => import('./notice-details.tsx');
