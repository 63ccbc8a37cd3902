/**
 * What was consumed and what it cost. The ledger keeps one row per request and one per attempt, and settles them durably
 * before the client sees the end of its answer; queries roll the rows up for people. Prices come from the catalogue, token
 * counts from the provider or, flagged as such, from an estimate.
 */
@NullMarked
package dev.signalbox.usage;

import org.jspecify.annotations.NullMarked;
