/**
 * Moving house: what another gateway held is taken over, and what this one holds is carried to another, sealed under a
 * passphrase. Both arrive by the same door, which can say beforehand what it would do, and adds nothing twice. See ADR 0022.
 */
@NullMarked
package dev.signalbox.transfer;

import org.jspecify.annotations.NullMarked;
