package dev.signalbox.usage;

/**
 * Hears of every settled request after it is durable. Implementations are CDI beans, called one after another on a thread of
 * the ledger's own; when they cannot keep up, events are dropped.
 */
public interface UsageListener {
    void settled(SettledRequest request);
}
