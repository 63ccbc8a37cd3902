/**
 * What each account has left, and when it resets: windows told by vendors and by response headers, learned from refusals, or
 * declared by people and counted here. What routing asks is answered from memory; the database is written behind. See
 * {@code docs/routing.md}.
 */
@NullMarked
package dev.signalbox.quota;

import org.jspecify.annotations.NullMarked;
