/**
 * One request from client to provider and back: admission, candidates, the commit point, the stream, the ledger row. Nothing
 * reaches the client before the provider's first meaningful event; afterwards nothing is retried.
 */
@NullMarked
package dev.signalbox.relay;

import org.jspecify.annotations.NullMarked;
