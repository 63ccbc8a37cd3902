/**
 * The simulated provider {@code demo}: speaks OpenAI Chat inside this process, asks no model, says so in every answer. It
 * makes a newcomer's first request work without an account.
 */
@NullMarked
package dev.signalbox.upstream.demo;

import org.jspecify.annotations.NullMarked;
