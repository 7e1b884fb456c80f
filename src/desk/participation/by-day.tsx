import { useMemo } from 'preact/hooks';
import { sum } from '../../core/results/disclosure/fit-tables.ts';
import type { InvitationRow, Participation } from '../../wire/organiser/organiser-reply.ts';
import { DayBars, FILLS } from '../chart/day-bars.tsx';
import { CopyText } from '../inviting/copy-text.tsx';
import { channelLabel, type Desk, useDesk } from '../parts/desk-context.ts';
import { NumberTable } from '../parts/number-table.tsx';
import { type ChannelCount, channelCounts, daysOf, fewest } from './take-part.ts';

interface ByDayProps {
  readonly participation: Participation;
  readonly invited: readonly InvitationRow[];
}

/** Complete responses by day, the channels one upon another, and the table that says the same. */
export function ByDay({ participation, invited }: ByDayProps) {
  const { words } = useDesk();
  const { participation: text } = words.desk;
  const days = useMemo(() => daysOf(participation, invited), [participation, invited]);
  const channels = useMemo(() => channelCounts(participation, days), [participation, days]);
  const groups = useMemo(() => fewest(channels, FILLS.length), [channels]);
  const series = useMemo(
    () => groups.map((group) => days.map((_, day) => sum(group.map((one) => one.byDay[day] ?? 0)))),
    [groups, days],
  );
  const onChart = useMemo(
    () => ({
      values: days.map((_, day) => words.number(sum(channels.map((one) => one.byDay[day] ?? 0)))),
      days: days.map((day) => String(Number(day.slice(-2)))),
      marked: days.flatMap((day, place) => (invited.some(({ on }) => on === day) ? [place] : [])),
    }),
    [days, channels, invited, words],
  );
  const [first = ''] = days;
  const last = days.at(-1) ?? '';
  const hasInvited = invited.length > 0;
  return (
    <section aria-labelledby="by-day">
      <h2 id="by-day">{text.byDay}</h2>
      <div class="chart">
        <DayBars series={series} words={onChart} />
        <p class="axis ends" aria-hidden="true">
          <span>{words.date(first)}</span>
          {hasInvited ? <span class="invited">▲ {text.people}</span> : null}
          {days.length > 1 ? <span>{words.date(last)}</span> : null}
        </p>
      </div>
      <ChannelTable participation={participation} invited={invited} groups={groups} />
      {hasInvited ? <p class="help">{text.noRate}</p> : null}
      <details>
        <summary>{text.daysTable}</summary>
        <DaysTable days={days} channels={channels} />
      </details>
    </section>
  );
}

interface ChannelTableProps extends ByDayProps {
  /** Channels that have one fill. */
  readonly groups: readonly (readonly ChannelCount[])[];
}

function ChannelTable({ participation, invited, groups }: ChannelTableProps) {
  const desk = useDesk();
  const { words } = desk;
  const { participation: text } = words.desk;
  const hasInvited = invited.length > 0;
  const peopleOf = (channel: string | null) => {
    const people = sum(invited.map((one) => (one.channel === channel ? one.people : 0)));
    // Invitations by no channel are of all of them.
    return channel === null || people === 0 ? '' : words.number(people);
  };
  const invitedCells = (people: string) => (hasInvited ? [people] : []);
  return (
    <NumberTable
      class="by-channel"
      first={text.channel}
      numbers={[text.complete, text.unfinished, ...invitedCells(text.people)]}
      rows={groups.flatMap((group, index) =>
        group.map(({ channel, complete, partial }) => ({
          key: channel ?? '',
          name: (
            <span class="channel-name">
              <span class="key fill" data-fill={FILLS[index]} aria-hidden="true" />
              {nameOfChannel(desk, channel)}
            </span>
          ),
          numbers: [words.number(complete), words.number(partial), ...invitedCells(peopleOf(channel))],
        })),
      )}
      total={{
        key: 'total',
        name: text.total,
        numbers: [
          words.number(participation.complete),
          words.number(participation.partial),
          ...invitedCells(words.number(sum(invited.map(({ people }) => people)))),
        ],
      }}
    />
  );
}

function DaysTable({
  days,
  channels,
}: {
  readonly days: readonly string[];
  readonly channels: readonly ChannelCount[];
}) {
  const desk = useDesk();
  const { words } = desk;
  const { participation: text } = words.desk;
  const lines = [
    [text.day, ...channels.map(({ channel }) => nameOfChannel(desk, channel))],
    ...days.map((day, index) => [day, ...channels.map(({ byDay }) => String(byDay[index] ?? 0))]),
  ];
  return (
    <>
      <NumberTable
        first={text.day}
        numbers={[...channels.map(({ channel }) => nameOfChannel(desk, channel)), text.total]}
        rows={days.map((day, index) => ({
          key: day,
          name: words.date(day),
          numbers: [
            ...channels.map(({ byDay }) => words.number(byDay[index] ?? 0)),
            words.number(sum(channels.map(({ byDay }) => byDay[index] ?? 0))),
          ],
        }))}
      />
      <CopyText text={lines.map((line) => line.join('\t')).join('\n')} label={words.desk.crossing.copy} />
    </>
  );
}

function nameOfChannel(desk: Desk, channel: string | null): string {
  return channel === null ? desk.words.desk.participation.noChannel : channelLabel(desk, channel);
}
