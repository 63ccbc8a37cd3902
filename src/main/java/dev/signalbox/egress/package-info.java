/**
 * How calls to providers leave this machine: the proxies of accounts, of providers and of everybody, sealed in the database;
 * the environment's behind them; the certificates that are trusted; and the way there, hop by hop. A call that has a proxy
 * never goes without it, see ADR 0016.
 */
@NullMarked
package dev.signalbox.egress;

import org.jspecify.annotations.NullMarked;
