/**
 * The gateway. Each package below answers for one responsibility; this one only holds what all of them share: the
 * mark of a service. The arrows between the packages are drawn in {@code docs/architecture.md} and held by a test.
 */
@NullMarked
package dev.signalbox;

import org.jspecify.annotations.NullMarked;
