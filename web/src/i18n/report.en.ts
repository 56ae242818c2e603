import type dutch from './report.nl'

const english: typeof dutch = {
  title: 'Report',
  round: (n, method) => `Round ${n}\u00a0· ${method}`,
  brought: (name) => `Case brought by ${name}`,
  follows: (n: number) => `Round ${n} goes on here, with another method`,
  rest: 'Also on the sheets',
  empty: 'Nothing has been written here yet.',
  none: 'Nothing to read yet. As soon as there has been a round, it is here.',
  print: 'Print',
  take: 'Take it along',
  forms: {
    pdf: 'Download as PDF',
    md: 'As text (Markdown)',
    csv: 'As a table (CSV)',
    ics: 'Take the actions along to your calendar',
  },
  making: 'Being made …',
  offline: 'You are not connected. You can print; files can be made once you are back.',
  failed: 'That did not work. Please try again in a moment.',
  back: 'Back to the meeting',
  yours: 'You read only what you were also allowed to see during the meeting.',
  keep: 'Keep it with care: what was said here stays in the group.',
  onlyYou: 'only for you',
  together: 'Together',
  there: 'At the table',
  earlier: 'First',
  later: 'Now',
  answer: 'Answer',
  aloud: 'answered aloud',
  gonePerson: 'someone who left',
  running: 'This round is still going on.',
  file: (title) => `report-${title}`,
}

export default english
