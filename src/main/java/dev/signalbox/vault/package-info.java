/**
 * The master key and what it protects: sealing and opening of secrets with AES-256-GCM, keys derived for one purpose each,
 * and the proof that a database was sealed with the key at hand. No invented cryptography: the JDK's own, see ADR 0006.
 */
@NullMarked
package dev.signalbox.vault;

import org.jspecify.annotations.NullMarked;
