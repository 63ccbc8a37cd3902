/**
 * The client surface: five protocols as JAX-RS resources, each a few lines that hand over to the relay on a virtual thread. A
 * filter admits callers by API key.
 */
@NullMarked
package dev.signalbox.api;

import org.jspecify.annotations.NullMarked;
