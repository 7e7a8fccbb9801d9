// When the outbox looks whether there is something to send.

/** What calls upon the outbox. */
export interface Occasions {
  /** The network is back. */
  online(): void;
  /** The page is looked at again. */
  visible(): void;
  /** The page goes away, perhaps for good. */
  leaving(): void;
}

/** Listens; gives a way to stop. A host without a window has no occasions. */
export function listen({ online, visible, leaving }: Occasions): () => void {
  if (typeof addEventListener !== "function") return () => undefined;
  const shown = () => (document.visibilityState === "visible" ? visible() : leaving());
  const stop = new AbortController();
  const { signal } = stop;
  addEventListener("online", online, { signal });
  addEventListener("pagehide", leaving, { signal });
  if (typeof document === "object") document.addEventListener("visibilitychange", shown, { signal });
  return () => stop.abort();
}
