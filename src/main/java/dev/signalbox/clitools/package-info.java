/**
 * Configuration texts for coding tools and SDKs, to copy or download: what to write into which file so that a tool talks to
 * this gateway. The texts are resources under {@code clitools/}, one for each tool; nothing is ever written into anybody's
 * home folder.
 */
@NullMarked
package dev.signalbox.clitools;

import org.jspecify.annotations.NullMarked;
