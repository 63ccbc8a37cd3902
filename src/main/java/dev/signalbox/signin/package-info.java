/**
 * Signing in at providers and staying signed in: the ways of OAuth 2.0 and of the tools whose accounts these are, the
 * transactions in between, and the renewal of tokens, once for all threads and gateways. See ADR 0014.
 */
@NullMarked
package dev.signalbox.signin;

import org.jspecify.annotations.NullMarked;
