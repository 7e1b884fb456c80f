import { useMemo } from 'preact/hooks';
import { OTHER_CHANNELS } from '../../core/survey/channel-id.ts';
import { CopyButton } from '../../ui/elements/copy-button.tsx';
import type { InvitationRow, Participation } from '../../wire/organiser/organiser-reply.ts';
import { DayBars, FILLS } from '../chart/day-bars.tsx';
import { channelLabel, type Desk, useDesk } from '../parts/desk-context.ts';
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
    () =>
      groups.map((group) => ({ label: '', values: days.map((_, day) => sumOf(group, (one) => one.byDay[day] ?? 0)) })),
    [groups, days],
  );
  const onChart = useMemo(
    () => ({
      values: days.map((_, day) => words.number(sumOf(channels, (one) => one.byDay[day] ?? 0))),
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
    const people = sumOf(
      invited.filter((one) => one.channel === channel),
      (one) => one.people,
    );
    // Invitations by no channel are of all of them.
    return channel === null || people === 0 ? '' : words.number(people);
  };
  return (
    <div class="wide">
      <table class="by-channel">
        <thead>
          <tr>
            <th scope="col">{text.channel}</th>
            <th scope="col" class="number">
              {text.complete}
            </th>
            <th scope="col" class="number">
              {text.unfinished}
            </th>
            {hasInvited ? (
              <th scope="col" class="number">
                {text.people}
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {groups.flatMap((group, index) =>
            group.map(({ channel, complete, partial }) => (
              <tr key={channel}>
                <th scope="row">
                  <span class="channel-name">
                    <span class="key fill" data-fill={FILLS[index]} aria-hidden="true" />
                    {nameOfChannel(desk, channel)}
                  </span>
                </th>
                <td class="number">{words.number(complete)}</td>
                <td class="number">{words.number(partial)}</td>
                {hasInvited ? <td class="number">{peopleOf(channel)}</td> : null}
              </tr>
            )),
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{text.total}</th>
            <td class="number">{words.number(participation.complete)}</td>
            <td class="number">{words.number(participation.partial)}</td>
            {hasInvited ? (
              <td class="number">{words.number(invited.reduce((total, { people }) => total + people, 0))}</td>
            ) : null}
          </tr>
        </tfoot>
      </table>
    </div>
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
    <div class="wide">
      <table>
        <thead>
          <tr>
            <th scope="col">{text.day}</th>
            {channels.map(({ channel }) => (
              <th key={channel} scope="col" class="number">
                {nameOfChannel(desk, channel)}
              </th>
            ))}
            <th scope="col" class="number">
              {text.total}
            </th>
          </tr>
        </thead>
        <tbody>
          {days.map((day, index) => (
            <tr key={day}>
              <th scope="row">{words.date(day)}</th>
              {channels.map(({ channel, byDay }) => (
                <td key={channel} class="number">
                  {words.number(byDay[index] ?? 0)}
                </td>
              ))}
              <td class="number">{words.number(sumOf(channels, ({ byDay }) => byDay[index] ?? 0))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <CopyButton
        text={lines.map((line) => line.join('\t')).join('\n')}
        label={words.desk.crossing.copy}
        copied={words.desk.inviting.copied}
        refused={words.desk.inviting.copyRefused}
      />
    </div>
  );
}

function nameOfChannel(desk: Desk, channel: string | null): string {
  const { participation: text } = desk.words.desk;
  if (channel === null) return text.noChannel;
  return channel === OTHER_CHANNELS ? text.fewChannels : channelLabel(desk, channel);
}

function sumOf<T>(things: readonly T[], count: (thing: T) => number): number {
  return things.reduce((total, thing) => total + count(thing), 0);
}
