package dev.signalbox.access;

import dev.signalbox.vault.Secret;

/** A key that was just made, and the only time it can be seen. */
public record NewApiKey(ApiKeySummary summary, Secret key) {}
