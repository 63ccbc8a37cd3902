/** The packaged gateway as its tests meet it: over HTTP only, set up through its own management API. */
@NullMarked
package dev.signalbox.gateway;

import org.jspecify.annotations.NullMarked;
