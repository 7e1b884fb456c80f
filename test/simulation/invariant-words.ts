/* For a reader who does not know the simulator: what is right, by the name of each invariant. */

const WELL = 'an hour and a quarter after all is well';

export const RIGHT: Readonly<Record<string, string>> = {
  'what is finished is kept':
    'once a page has shown "finished, kept on this device", the response is in the outbox of a device, in a second copy, in a rescue file that somebody holds, or at the endpoint, until its person erases it.',
  'what is finished is stored within an hour': `${WELL}, each response that was shown as finished and kept is stored at the endpoint, unless it was erased.`,
  'the last finish counts': `${WELL}, the endpoint has the response as it was finished last.`,
  'what is stored is what was finished': 'the endpoint stores the answers that the person has finished with.',
  'a response is stored once': 'the endpoint has one row for each response, however often it is sent.',
  'nothing leaves a device without a verdict':
    'a finished envelope leaves the outbox only when this device was told, by number and digest, that the endpoint has it, when its person has erased it, or when a later envelope of the same response takes its place.',
  'what has a second copy is put back':
    'a minute after the browser has dropped the database and a page has made it again, what had a second copy is in the outbox.',
  'what is said to be saved is on the disk':
    'once a page has shown "saved", the draft is on the disk as it was then or later, until it is finished, discarded, wiped or left. A power cut may undo what was saved relaxed.',
  'what is finished leaves no draft':
    'the transaction that finishes a response removes its draft, which does not come back.',
  'what was sent from memory leaves no draft':
    'what was sent from the memory of a page leaves no draft on the disk a minute after its storage is well again.',
  'what was erased never returns':
    'what was erased is in no outbox again, and is not stored again by the endpoint that has erased it.',
  'what was erased is erased in the end': `${WELL}, the endpoint has nothing of what a page has shown as erased.`,
  'what was erased has no card': 'a page shows no card of a response that was erased on its device.',
  'nothing is erased unless asked for': 'the endpoint erases only what its person or the organiser asks it to erase.',
  'an erased text is gone': 'the endpoint has no text of a response that it does not have.',
  'a text is that of its response': 'the text that is stored with a response came in the same envelope.',
  'what was wiped comes back from a file alone':
    'what was wiped from a tablet is in its outbox again only if somebody has opened a file with it there.',
  'what is said to be wiped is wiped': 'after "wiped", none of what waited is on the tablet.',
  'who has left leaves nothing open':
    'five minutes after somebody has left a shared tablet, no draft of theirs is on it, and no part of their answers is held back.',
  'a page counts what was cut off':
    'a shared tablet says how many interviews were begun on it and are open in no page.',
  'a page counts what is unsent':
    'a page says how many responses to its survey are on its device alone: in progress, waiting or refused.',
  'nothing sealed is stored in clear':
    'on a tablet that encrypts no answer can be read on the disk, in a copy or in a file.',
  'nothing is sealed to keys that the tablet does not know': 'a tablet seals with the keys that it began its day with.',
  'a tablet keeps the keys that it began with':
    'no notice changes the keys of a tablet; only a wipe or a new link does.',
  'what a tablet says to be received is stored':
    'of the responses of a tablet, no more are counted as received than the endpoint has stored, and none twice.',
  'nothing is missing that was not lost':
    'a tablet counts responses as missing only if the browser has dropped its database, or its disk was full.',
  'what is said to be received is stored': 'what a page shows as received was stored by the endpoint.',
  'what is said to be erased is erased': 'what a page shows as erased is not stored at the endpoint.',
  'what is said of a receipt is so':
    'what a page shows of a receipt code is what the endpoint has, before or after the reply.',
  'what is finished has a card':
    'a phone shows a card of each response that was finished and kept on it, as it was finished last.',
  'a card is of what was finished here':
    'each card is of a response that was finished on this phone, with its receipt code.',
  'a card says what is so':
    'a card says "on this device", "refused" or "received" no longer than a minute after that has changed.',
  'a card says what the page says': 'the list of cards and the status of the outbox say the same of a response.',
  'the latest card is the first': 'cards are in the order in which they were finished, the latest first.',
  'a page says that something waits': 'a minute after something waits in the outbox, each page of the device shows it.',
  'a page says in the end that nothing waits': `${WELL}, each page shows that no response waits and that none is refused.`,
  'a page sends one batch at a time': 'a page sends the next batch when the one before is answered or given up.',
  'a page waits as it was asked': 'after 429 a page sends nothing until the time that Retry-After gives is over.',
  'what makes requests fail travels alone in the end':
    'a response that makes a request fail as a whole leaves alone after some tries, and holds up no others.',
  'a refused response rests until it is due':
    'a page sends again what it was told to be refused when a day is over by the clock of the device, or when a person asks, and not before.',
  'nothing is refused before the closing': 'until its last day is over, a survey takes responses.',
  'what is too large is refused':
    'a response that was sent alone and got 413 is marked as refused half a minute later, so that its page can say so.',
  'no wait is for ever':
    'ten minutes after a person has asked a page for something, it has answered, whatever ails its device.',
  'an address that is left arrives once': `${WELL}, the endpoint has each address that was shown as kept, once.`,
  'an address that is taken back never returns':
    'an address whose person has taken it back does not wait on its device again.',
  'what is brought in outlasts a power cut':
    'once a page has shown that what a file holds is added, it is in the outbox or in a copy after a power cut as well.',
  'a file that says so is whole': 'a rescue file that says it holds all that waits holds each envelope of the outbox.',
  'a file of what is not saved holds it':
    'a file that is made of a response which cannot be saved holds this response and no other.',
  'a file that is shared waits for a page':
    'a shared file is kept until a page shows it, unless five wait already or the disk is full.',
  'a shared file stays until its responses are here':
    'a shared file waits until its responses are on the disk, its person leaves it, or a day has passed.',
  'a shared file is added in the end': `${WELL}, no shared file waits that somebody was ready to add.`,
  'a page says how many responses a shared file holds':
    'a page shows how many responses are in a file that was shared.',
  'a torn log is not written on for long':
    'after a power cut a page has the browser begin a new log within 70 s, before the damage costs the whole database.',
  'a transaction waits for nothing but itself':
    'code in a transaction awaits its own requests alone; IndexedDB commits it at anything else.',
  'nothing of ours throws': 'no code of the application throws or rejects unhandled.',
};
