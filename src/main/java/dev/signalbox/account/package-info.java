/**
 * The accounts we hold at providers: their keys, sealed by the vault, and the order in which they are used. What a request
 * needs of them is held in memory.
 */
@NullMarked
package dev.signalbox.account;

import org.jspecify.annotations.NullMarked;
