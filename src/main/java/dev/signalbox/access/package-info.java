/**
 * Who may ask: people with a password and a role, programs with an API key. What every request needs is answered from memory;
 * the database is read when something changes, and every few seconds for the sake of other nodes. See ADR 0007.
 */
@NullMarked
package dev.signalbox.access;

import org.jspecify.annotations.NullMarked;
