// What the tabs of one origin tell each other, and how they take turns. Without either all still works: each tab
// sees its own news, and an endpoint that takes a response once takes it once from two tabs as well.

/** The news of one tab to the others: that something changed, or that a response is on its way. */
export interface News {
  readonly sending?: string;
}

/** The line between the tabs. */
export interface Line {
  tell(news: News): void;
  close(): void;
}

/** Opens the line. */
export function lineBetweenTabs(name: string, hear: (news: News) => void): Line {
  if (typeof BroadcastChannel !== "function") return { tell: () => undefined, close: () => undefined };
  const channel = new BroadcastChannel(name);
  let open = true;
  // Node would wait for news for ever.
  if ("unref" in channel && typeof channel.unref === "function") channel.unref();
  channel.onmessage = ({ data }: MessageEvent<News>) => hear(data);
  return {
    tell: (news) => open && channel.postMessage(news),
    close: () => {
      open = false;
      channel.close();
    },
  };
}

/**
 * Does something while no other tab does it.
 *
 * @param patience How long to wait for the others, in milliseconds: a tab may be put to sleep in the midst of it.
 */
export async function inTurn(name: string, patience: number, work: () => Promise<void>): Promise<void> {
  const locks = typeof navigator === "object" ? (navigator as Partial<Navigator>).locks : undefined;
  let begun = false;
  const once = async () => {
    begun = true;
    await work();
  };
  try {
    await (locks ? locks.request(name, { signal: AbortSignal.timeout(patience) }, once) : once());
  } catch (error) {
    // A page of no origin has locks and may not use them.
    if (begun) throw error;
    await work();
  }
}
