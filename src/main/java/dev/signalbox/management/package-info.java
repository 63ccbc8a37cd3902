/**
 * The management API: JSON resources under {@code /api} for signed-in users. Lists are {@link dev.signalbox.management.Page}s,
 * bodies are read through {@link dev.signalbox.management.Input}, errors are problem details as in RFC 9457, and a resource
 * method without {@code @RolesAllowed} or {@code @PermitAll} is closed.
 */
@NullMarked
package dev.signalbox.management;

import org.jspecify.annotations.NullMarked;
