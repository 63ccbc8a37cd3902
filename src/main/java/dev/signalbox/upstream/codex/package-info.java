/**
 * The Codex dialect of the Responses API: streams only, stores nothing, and knows fewer fields than the API of the platform.
 */
@NullMarked
package dev.signalbox.upstream.codex;

import org.jspecify.annotations.NullMarked;
