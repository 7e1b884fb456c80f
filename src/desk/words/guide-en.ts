import { CONDITIONS_SHEET, type GuideText, standPart, WEIGHTS_SHEET } from './guide-text.ts';

/** The author's guide, in English. */
export const guideEn: GuideText = {
  title: 'Writing a survey',
  lead: 'A survey is a workbook: one row for each question, and one sheet for the possible answers. Write it in the spreadsheet you have, upload it, read the report, correct, publish. Twelve questions and three profiles take about an hour.',
  contents: 'In this guide',
  print: 'Print this guide',
  signedOut: 'You can download the template from “Surveys” once you have signed in.',
  enter: 'Sign in',
  parts: [
    {
      id: 'workbook',
      title: 'Begin with the template',
      blocks: [
        {
          kind: 'text',
          text: 'This guide follows one example, the template: a survey of six questions about telework, with three profiles. Download it, upload it as it is to see what it makes, then replace it row by row. Each sheet has one purpose:',
        },
        {
          kind: 'terms',
          terms: [
            ['survey', 'the questions, in the order in which they are asked'],
            ['choices', 'the lists of answers, which several questions may share'],
            ['settings', 'the title, the id that the address will have, the language'],
            ['barometre', 'the opening: who is invited, why, what is kept, how long it takes'],
            [
              'notice',
              'who is responsible for the survey, and for how long; without it, the survey calls itself a demonstration',
            ],
            ['profiles', 'the decision table of the profiles; optional'],
            ['weights', 'in its place, the weights of a quiz; optional'],
          ],
        },
        {
          kind: 'text',
          text: 'The names of sheets and columns are those of an XLSForm: a form made for Kobo or ODK can be uploaded here, and yours opens there. Do you have a LimeSurvey survey, or questions in a text document? Upload the export (.txt) or paste the text: you get a draft, which you can download as a workbook.',
        },
      ],
    },
    {
      id: 'questions',
      title: 'Questions',
      blocks: [
        {
          kind: 'text',
          text: 'In `survey`, one row is one question: `type` says of which kind, `name` is its short name, `label` is what people read. `begin_group` and `end_group` surround a section.',
        },
        {
          kind: 'sheet',
          of: 'template',
          sheet: 'survey',
          rows: [
            ['type', 'name', 'label::English (en)', 'required'],
            ['begin_group', 'service', 'Your department', ''],
            ['select_one sector', 'sector', 'Which department do you work in?', 'yes'],
            ['integer', 'days', 'How many days a week do you telework?', ''],
            ['select_multiple tool', 'tools', 'What do you use at a distance?', ''],
            ['end_group', '', '', ''],
          ],
        },
        { kind: 'text', text: 'The word after `select_one` names a list of `choices`:' },
        {
          kind: 'sheet',
          of: 'template',
          sheet: 'choices',
          rows: [
            ['list_name', 'name', 'label::English (en)', 'barometre--specify', 'barometre--exclusive'],
            ['sector', 'reception', 'Reception', '', ''],
            ['sector', 'technical', 'Technical services', '', ''],
            ['sector', 'other', 'Other', 'yes', ''],
            ['tool', 'mail', 'Mail', '', ''],
            ['tool', 'none', 'None of these', '', 'yes'],
          ],
        },
        {
          kind: 'pictures',
          pictures: [
            ['choice', 'One choice; “Other” asks to specify, because `barometre--specify` says `yes`.'],
            ['table', 'A table: a `begin_group` whose `appearance` says `table-list`.'],
          ],
        },
        {
          kind: 'terms',
          terms: [
            ['select_one LIST', 'one choice from a list'],
            ['select_multiple LIST', 'several choices; `count-selected(.) <= 3` in `constraint` limits how many'],
            ['integer, decimal', 'a number; its bounds are in `constraint`: `. >= 0 and . <= 5`'],
            ['text', 'a free text; `multiline` in `appearance` gives it four lines'],
            ['note', 'a sentence of help, joined to the question after it'],
            ['begin_group + table-list', 'a table: rows `select_one` of the same list, below one question'],
          ],
        },
        {
          kind: 'list',
          items: [
            '`required`: `yes` makes an answer mandatory. Then leave a way out, “I don’t know” or “other”: the report advises it.',
            '`parameters`: `randomize=true` shuffles the answers for each person, never those of a scale, nor of the first question.',
            '`barometre--prefill`: `yes` allows a link that gives this answer already, for example `?s=my-survey&a.sector=reception` on a poster at the reception. People see it and can change it. For one choice among 30 answers at most; together, these questions have 900 combinations at most, so that no link can stand for one person.',
          ],
        },
      ],
    },
    {
      id: 'conditions',
      title: 'Conditions',
      blocks: [
        {
          kind: 'text',
          text: 'The column `relevant` says when a question is asked. A condition can only look at questions before it. It is written with names, never with labels:',
        },
        CONDITIONS_SHEET,
        {
          kind: 'terms',
          terms: [
            ["${decision} = 'team'", 'this answer was chosen'],
            ["selected(${tools}, 'mail')", 'this answer is among those chosen'],
            ['${days} >= 1', 'the number is at least 1; also `>`, `<`, `<=`'],
            ['count-selected(${tools}) >= 2', 'at least two answers were chosen'],
            ["${tools} != ''", 'the question has an answer'],
            ['and, or, not( )', 'with parentheses where needed'],
          ],
        },
        {
          kind: 'text',
          text: 'A condition that cannot be read is never guessed: the report shows it with its cell, and you decide whether to rewrite it or to do without it.',
        },
      ],
    },
    {
      id: 'languages',
      title: 'Languages',
      blocks: [
        {
          kind: 'text',
          text: 'A language is a column. Next to `label::English (en)`, add `label::Français (fr)`; do the same for `hint`, `value` and `title` in the other sheets. The code in parentheses matters: `en`, `fr`, `de`, `cy`, `ar`… In `settings`, `default_language` is the language for people whose phone speaks none of them.',
        },
        {
          kind: 'text',
          text: 'To have it translated, download the workbook of the draft and pass it on. The translation comes back alone: a workbook with only the names (`name`, `list_name`, `key`…) and the columns of the new language can be uploaded under “Translation” in the draft. The report says which texts found their place, which did not, and which are still missing.',
        },
      ],
    },
    {
      id: 'profiles',
      title: 'Profiles',
      blocks: [
        {
          kind: 'text',
          text: 'At the end, each person receives a card: the profile nearest to their answers, and why. The sheet `profiles` is a decision table: a row for each criterion, a column for each profile. A cell says what the profile asks for; an empty cell asks for nothing. The workbook of a draft without profiles has this sheet already, a row for each question: add a column for each profile.',
        },
        {
          kind: 'sheet',
          of: 'template',
          sheet: 'profiles',
          rows: [
            ['criterion', 'title::English (en)', 'gathered', 'distant', 'own-way'],
            ['(name)', '', 'Together', 'At a distance', 'Each'],
            [
              '(said)',
              '',
              'A team that chooses its days and meets.',
              'Calm, far from the office.',
              'Each person organises alone.',
            ],
            ['(emblem)', '', 'house', 'boat', 'leaf'],
            ['decision', 'Choosing the days', 'team', '', 'each'],
            ['calm', 'Calm', '', 'yes', ''],
            ['together', 'Meeting', 'yes', 'no', ''],
          ],
        },
        {
          kind: 'terms',
          terms: [
            ['team', 'this answer to the question that has the name of the criterion'],
            ['team, each', 'one or the other; of several choices, at least one of them'],
            ['exactly mail + video', 'these answers and no others'],
            ['days ≥ 2', 'a number; also `days >= 2`; `… and …`, `… or …` join two requirements'],
          ],
        },
        {
          kind: 'pictures',
          pictures: [
            [
              'card',
              'The card of the template. Sentences that the report calls “generated” can be rewritten in `facts`, if you have better ones.',
            ],
          ],
        },
        {
          kind: 'text',
          text: 'A quiz works differently: `profiles` has only the rows in parentheses, and the sheet `weights` gives each answer points from −3 to 3 for each profile. The nearest profile wins; where two are within 5 %, the card says “between A and B”. No number is ever shown. The example “How do you use your town hall?”, which you can copy from “Surveys”, is one:',
        },
        WEIGHTS_SHEET,
        { kind: 'text', text: 'A profile that no one can receive stops publication, and the report names it.' },
      ],
    },
    {
      id: 'report',
      title: 'Upload, and read the report',
      blocks: [
        {
          kind: 'text',
          text: 'Save as .xlsx and drop the file on “Surveys”. The report counts the rows it read, and says cell by cell what is not carried as it is:',
        },
        {
          kind: 'terms',
          terms: [
            ['Otherwise', 'carried in another way: a name rewritten, a sentence of help joined to a question'],
            ['Not taken', 'left out, with its text: a photo, a position, a time'],
            ['To decide', 'a condition or a calculation would be lost: rewrite it, or tick that you accept it'],
            ['Faulty', 'to be corrected in the workbook; the report says what to write'],
            ['Advice', 'an opinion on method, which stops nothing'],
          ],
        },
        {
          kind: 'pictures',
          pictures: [['report', 'A report: in each line the cell, what it says, and what to do.']],
        },
        {
          kind: 'text',
          text: 'The same file always gives the same report. You can print it, to correct the workbook with others.',
        },
      ],
    },
    {
      id: 'publish',
      title: 'Look at it, then publish',
      blocks: [
        {
          kind: 'text',
          text: 'The draft shows the real page: try each question and each profile, on the screen or on your phone by a QR code. Tap a text to correct it where it is.',
        },
        {
          kind: 'pictures',
          pictures: [['draft', 'A draft: what the check says, what is missing before publishing, and the preview.']],
        },
        {
          kind: 'list',
          items: [
            'Before publishing, a survey needs a notice, at least one channel (where the link is given), a reviewed presentation, and a last day.',
            '“Publish” first shows what would happen. The survey is online within five seconds.',
            'Try it with the trial link: these responses do not count and are erased. As long as no other is received, you can take the survey back as a draft.',
            'You can read the responses in a spreadsheet: page “Exports”, under “To read”.',
          ],
        },
      ],
    },
    {
      id: 'correct',
      title: 'Correct what is published',
      blocks: [
        {
          kind: 'text',
          text: '“Prepare the next revision” opens a draft, a copy of what is published. Correct it in place, or download the workbook, change it and upload it. What changes is said question by question, with what stays comparable.',
        },
        {
          kind: 'text',
          text: 'People who have begun finish the revision they began, and their response is received. Keep the names of questions and answers: earlier results stay comparable through them. Labels may change.',
        },
      ],
    },
    standPart('A stand tomorrow', [
      'A shared tablet begins at an `https` address, or on the computer of the service itself. The page `docs/stand.md` of the program describes each way, and the day step by step.',
      'The computer is the tablet: in “Invitations”, open “Link for a field tablet” of the event and prepare the field sheet. Copy its command, `npx barometre kiosk` with the link, into a terminal: the questionnaire opens full screen. Keep the keyboard out of reach, because it can open other pages.',
      'The computer serves a tablet of the same network: start it with `npx barometre serve --https`. A page then helps the tablet to accept the certificate of the computer, once. After that the tablet scans the code of the field sheet.',
      'A server with a domain name: the tablet opens the code of the field sheet with a network, the evening before. It can leave the network once it says “Ready offline”.',
      'Before the day: the event among the channels, the keys of the tablets, the printed sheet, and a backup: `npx barometre backup FILE`.',
      'In the evening: “Send now”, until “Still here” says 0. Make a backup again, and only then wipe the tablet.',
    ]),
  ],
};
