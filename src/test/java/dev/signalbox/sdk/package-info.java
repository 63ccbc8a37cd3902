/** The vendors' own SDKs as clients of the packaged gateway, whatever protocol the provider speaks. */
@NullMarked
package dev.signalbox.sdk;

import org.jspecify.annotations.NullMarked;
