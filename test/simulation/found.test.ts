import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Plan } from './plan.ts';
import { report } from './report.ts';
import { runPlan } from './run.ts';

/** What the simulator found, by the plan that showed it: `npm run simulate -- --seed N --plan` prints one, shrunk. */
const FOUND: Readonly<Record<string, string>> = {
  'what is given while the memory moves to a disk that opens late is there afterwards': 'given-while-the-memory-moves',
  'a card does not say refused of what waits again after the browser has emptied the database':
    'card-refused-and-waiting',
  'nor does it after the page was loaded again': 'card-refused-after-reload',
  'a file does not bring back what was erased, though the browser has emptied the database with the erasure':
    'erased-and-brought-in-after-emptying',
  'what was erased and brought in while the storage opens late is not moved to a database that was emptied':
    'erased-and-moved-to-an-emptied-disk',
  'what is erased while the browser empties the storage does not come back': 'erased-while-emptied',
  'a page that begins with nothing renews a torn log once something is given': 'log-renewed-too-early',
  'what is in a rescue file is not said to be erased before the endpoint has said so': 'in-a-file-and-discarded',
  'keys that are served while the storage opens late do not replace those that a tablet began with': 'late-keys',
  'what another tab has finished is not wiped with its copy after the browser has emptied the storage':
    'copies-wiped-unseen',
  'other tabs count what one has put back for a database that was restored': 'put-back-copies-uncounted',
  'what a tab finishes while the browser empties a slow storage is written back, whichever tab notices':
    'emptied-beside-another-tab',
  'what was sent is not said to be erased here alone just after the browser has emptied the storage':
    'erased-just-after-emptied',
  'an erasure that cannot be written leaves the second copy, which may be the last': 'erasure-fails-and-copy-goes',
  'the first of two taps on a tablet that encrypts does not come back after the second': 'taps-sealed-side-by-side',
  'a save that overtakes the end of its interview does not make a partial of it': 'save-overtakes-finish',
  'what is erased while the browser keeps another page for Back does not come back with that page':
    'erased-while-kept-for-back',
  'what is erased while the browser keeps another page for Back does not come back with it, though the storage does not open':
    'erased-while-kept-and-unreadable',
  'what is finished after a reload has another number than the part that was sent, though the browser has emptied the storage':
    'numbered-twice',
  'what has a second copy is put back as soon as a full disk has room': 'copies-until-there-is-room',
  'other tabs count what one has written back from its memory': 'written-back-uncounted',
  'what was refused is sent again once it is written back, since the survey may be open by then':
    'refused-and-written-back',
  'what one page remembers as refused does not rest once it is written back, though another has had it stored':
    'refused-here-and-stored-elsewhere',
  'a part that is put back after its person has left is sent': 'put-back-after-leaving',
  'what one tab has sent from a full disk is not said by another to be erased here alone': 'sent-from-a-full-disk',
  'what one page has sent from a full disk is not said by one that opens after a power cut to be erased here alone':
    'sent-from-a-full-disk-and-forgotten',
  'what was refused is sent again by a page whose storage opens late': 'refused-before-late-storage',
  'what a page was told to be refused rests, though its storage opens late': 'rests-after-late-storage',
  'what one page has just put back keeps its second copy, though another looked before': 'copy-of-what-is-put-back',
  'what was refused is sent again when a person asks while something is being sent': 'asked-during-a-pass',
  'what another tab has just finished keeps its second copy, though a wipe was confirmed that does not name it':
    'wiped-beside-another-tab',
  'a page that comes back from Back puts back what the browser has emptied meanwhile': 'emptied-while-kept-for-back',
  'what changed on a full device while it was sent is not counted as received before its change is':
    'changed-while-sent-and-full',
  'what a page erased before its storage opened does not come back from what another page has read meanwhile':
    'erased-in-memory-and-read-elsewhere',
  'what was erased does not wait again, though a shared file brings it in before the storage opens':
    'erased-and-brought-in-before-late-storage',
  'what waits on a slow disk is copied in one read, before the browser empties it': 'copied-from-a-slow-disk',
  'what is finished on a slow disk while many others write is copied before the browser empties it':
    'copied-among-many-writes',
  'a page that starts while something is being sent sends what was refused, though by a clock that was ahead':
    'refused-by-a-clock-ahead',
  'what another tab has sent before it was wiped is not written back': 'sent-by-another-and-wiped',
  'of what was finished again just before its page died, the older copy stays until the newer is there':
    'older-copy-until-the-newer',
  'a tab that takes an interview over numbers it above the part that the other tab has just sent, though the browser has emptied the storage':
    'numbered-by-the-tab-before',
  'what a page writes back from memory is not copied in the place of a later finish that is put back':
    'older-written-back-beside-newer',
  'what has a second copy is put back by the page that is open, while another is kept for Back':
    'put-back-while-another-is-kept-for-back',
  'what is sealed while an earlier tap of the same finish leaves is erased everywhere':
    'sealed-while-an-earlier-tap-leaves',
  'the older copy of what was finished again stays until the newer is written, though each page dies in between':
    'killed-between-two-copies',
  'what is copied while it is erased does not come back after the browser has emptied the storage':
    'copied-while-erased',
  'a verdict on an earlier envelope leaves the later one in the outbox': 'verdict-on-an-earlier-envelope',
  'what is finished after a part of it was sent is erased everywhere': 'finished-after-a-part-was-sent',
  'what is taken along in a file counts, though its page could not note its number and the next one sends a part':
    'in-a-file-and-left-as-a-part',
  'what is taken along in a file counts, though its tablet has since closed the draft with a part of a higher number':
    'in-a-file-and-left-as-a-later-part',
  'a page that comes back from Back says of a response what another has had stored meanwhile':
    'received-elsewhere-while-kept-for-back',
  'a page that comes back from Back does not go on saying that a response is refused':
    'refused-and-sent-elsewhere-while-kept-for-back',
  'what a page could not write back before it was kept for Back is not said to wait when another has sent it meanwhile':
    'put-back-refused-before-it-was-kept-for-back',
  'what a page puts back when it is back from Back is sent at once': 'put-back-after-back-and-not-sent',
  'what was refused is sent again by a page whose storage opens late, though the clock was set back and put right':
    'refused-before-a-clock-was-set-back',
  'what was erased in memory stays so after a power cut, once it has moved to the disk': 'moved-before-a-power-cut',
  'a card no longer says that a response is refused once another page has written it back as waiting':
    'refused-and-written-back-by-another',
  'the card of what is put back is that of its last finish': 'older-card-of-what-is-put-back',
  'an address that is taken back in one tab is not written again by another': 'taken-back-in-another-tab',
  'a file does not bring in what was erased on a slow disk, though the browser drops the erasure before it has a copy':
    'erased-and-brought-in-before-its-copy',
  'a file brings in nothing while it cannot be read what was erased': 'erased-and-brought-in-unread',
  'an address that is taken back while the browser keeps a page for Back is not written again by that page':
    'taken-back-while-kept-for-back',
  'what was taken along in a file before the storage had opened is not said to have stayed here':
    'in-a-file-before-late-storage-and-erased',
  'what was refused is sent again once the storage has opened, though the network came back before the page had started':
    'online-before-late-storage',
  'a part that a page writes back does not take the place of what was finished meanwhile':
    'part-written-back-over-finished',
  'an address that is taken back while another page is about to write it back is not written':
    'taken-back-while-written-back',
  'a shared file stays until its responses have their second copies': 'added-and-killed-before-its-copy',
  'a card that a page writes back says that another has sent its response': 'card-of-what-others-have-sent',
  'a card that was refused, and sent by two other pages, is written back as received':
    'card-written-back-by-a-third-page',
  'a card that is written back as soon as its response was sent says that it was received':
    'card-received-a-moment-ago',
  'what is erased while a file is made is not in it': 'erased-while-a-file-is-made',
  'a card no longer says that a response is refused once a file has brought it in before the storage had opened':
    'refused-and-brought-in-before-late-storage',
  'a wipe leaves the second copies of what it does not name, though the browser empties the database before':
    'wiped-beside-what-it-does-not-name',
  'what another page sent from a full disk before a wipe does not come back from the memory of this one':
    'sent-from-a-full-disk-and-wiped',
  'what another page sent before a wipe does not come back from the memory of this one':
    'wiped-after-another-page-sent-it',
  'what was erased does not come back from a copy when the browser empties the database while that is put back':
    'erased-and-emptied-while-put-back',
  'a tab that steals the lock of the outbox goes on when another steals it at the same moment': 'stolen-while-stealing',
  'a part that another page writes back does not make a card say that its response waits':
    'part-written-back-by-another-page',
  'who presses Send does not wait for one erasure to be asked for again and again': 'erasures-asked-for-on-a-slow-disk',
  'a reply about another receipt, which a proxy has stored, does not confirm an erasure': 'reply-about-another-receipt',
  'what was sent without a reply is not said by the next page, after a power cut, to be erased here alone':
    'sent-unheard-before-a-power-cut',
  'a power cut does not bring back the draft of a person who has left a tablet': 'left-before-a-power-cut',
  'a power cut does not take an address that its page has written back': 'address-written-back-before-a-power-cut',
  'what a page writes back is not copied in the place of a later finish, though something is discarded meanwhile':
    'older-copied-in-the-place-of-newer',
  'what was alone in its request, and too large, is said to be refused, though it was not alone when the request was planned':
    'too-large-and-alone-of-its-batch',
  'a card of an earlier finish than the envelope that a file has brought in says what became of that':
    'older-card-than-what-is-sent',
  'a card does not say received of what is put back changed, though what it was before has just been received':
    'changed-and-emptied-while-sent',
};

async function hold(file: string): Promise<void> {
  const plan: Plan = JSON.parse(readFileSync(new URL(`./found/${file}.json`, import.meta.url), 'utf8'));
  const outcome = await runPlan(plan);
  expect(outcome.kind === 'broken' ? await report(plan) : 'held').toBe('held');
}

test.each(Object.entries(FOUND))('%s', { timeout: 60_000 }, (_, file) => hold(file));
