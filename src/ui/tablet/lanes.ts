export interface LaneChoice {
  id: string;
  name: string;
}

/** The lane named by the address: `/lanes/2` is `2`. */
export function laneOfPath(path: string): string | undefined {
  const match = /^\/lanes\/([^/]+)\/?$/.exec(path);
  return match?.[1] === undefined ? undefined : decodeURIComponent(match[1]);
}

/** Which lane to open without asking: the only one, or the one this tablet was put at. */
export function settledLane(
  lanes: readonly LaneChoice[],
  remembered: string | undefined,
): string | undefined {
  if (lanes.length === 1) return lanes[0]?.id;
  return lanes.find((lane) => lane.id === remembered)?.id;
}

/** The till's lanes. `refused`: it does not know this tablet, or does not show it a lane. Rejects where the till cannot be reached. */
export async function fetchLanes(token: string | undefined): Promise<LaneChoice[] | 'refused'> {
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  const response = await fetch('/api/v1/lanes', { headers });
  if (response.status === 401 || response.status === 403) return 'refused';
  if (!response.ok) throw new Error(`The till answered ${response.status}`);
  const body = (await response.json()) as { lanes: LaneChoice[] };
  return body.lanes;
}
